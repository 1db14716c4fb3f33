// The screens and their models as an Android library; what only a desktop has (src/desktop, src/window) stays out.
plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.compose.compiler)
}

android {
    namespace = "kz.gamma.ui"
    compileSdk = 36
    defaultConfig { minSdk = 26 }
    buildFeatures { compose = true }
    sourceSets.named("main") {
        kotlin.directories += listOf("src/main/kotlin", "src/engine/kotlin")
        resources.directories += "src/main/resources"
        assets.directories += "src/main/resources"
    }
    // The phone reads the fonts from its assets and the words from the class path: each lies in the package once.
    packaging.resources.excludes += "fonts/**"
    androidResources.ignoreAssetsPattern = "words"
}

kotlin { jvmToolchain(17) }

dependencies {
    api(project(":engine"))
    api(libs.compose.ui)
    api(libs.compose.foundation)
    api(libs.compose.animation)
    api(libs.compose.material3)
}
