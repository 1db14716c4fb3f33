// The installable app: the Android host, the screens, and the core cross-compiled by cargo-ndk for each kind of phone.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose.compiler)
}

val kinds = listOf("arm64-v8a", "armeabi-v7a", "x86_64")
val libraries = layout.buildDirectory.dir("rust/jniLibs")

val crossCompile by tasks.registering(Exec::class) {
    workingDir = rootDir.parentFile
    val phones = kinds.flatMap { listOf("--target", it) }
    commandLine(
        listOf("cargo", "ndk", "--platform", "26", "--output-dir", libraries.get().asFile.path) + phones +
            listOf("build", "--release", "--package", "gamma-bindings"),
    )
    inputs.dir(rootDir.resolve("../core/src"))
    inputs.dir(rootDir.resolve("../bindings/src"))
    outputs.dir(libraries)
}

android {
    namespace = "kz.gamma.app"
    compileSdk = 36

    defaultConfig {
        applicationId = "kz.gamma.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        // `-Pserver=https://…`; an emulator sees this machine under the default address.
        manifestPlaceholders["server"] = providers.gradleProperty("server").getOrElse("http://10.0.2.2:8080")
        ndk { abiFilters += kinds }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    buildFeatures { compose = true }
    sourceSets.named("main") { jniLibs.directories += libraries.get().asFile.path }
    testOptions.unitTests.isIncludeAndroidResources = false
}

kotlin { jvmToolchain(17) }

tasks.named("preBuild") { dependsOn(crossCompile) }

dependencies {
    implementation(project(":ui"))
    implementation(libs.coroutines.android)
    implementation(libs.activity.compose)
    implementation(libs.core.ktx)
    implementation(libs.lifecycle.runtime)
    implementation(variantOf(libs.jna) { artifactType("aar") })
    testImplementation(libs.junit4)
    testImplementation(libs.robolectric)
}
