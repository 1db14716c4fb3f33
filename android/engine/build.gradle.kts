// The engine in Kotlin as a plain JVM library: its generated half is made from the library of this machine.
plugins {
    alias(libs.plugins.kotlin.jvm)
}

val repository = rootDir.parentFile
val generated = layout.buildDirectory.dir("generated/uniffi")

/** The host's library knows the whole border; the phone's own is built by `app`. */
val buildHostLibrary by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine("cargo", "build", "--quiet", "--package", "gamma-bindings", "--all-features", "--lib", "--bins")
}

val generateBorder by tasks.registering(Exec::class) {
    dependsOn(buildHostLibrary)
    workingDir = repository
    val ending = if (System.getProperty("os.name").startsWith("Mac")) "dylib" else "so"
    commandLine(
        "target/debug/uniffi-bindgen", "generate", "target/debug/libgamma_bindings.$ending",
        "--language", "kotlin", "--no-format", "--config", "bindings/uniffi.toml",
        "--out-dir", generated.get().asFile.path,
    )
    inputs.dir(repository.resolve("bindings/src"))
    inputs.dir(repository.resolve("core/src"))
    outputs.dir(generated)
}

kotlin {
    jvmToolchain(17)
    sourceSets.main { kotlin.srcDir(generateBorder.map { generated }) }
}

dependencies {
    api(libs.coroutines.core)
    // The phone brings JNA as an AAR with its own native half.
    compileOnly(libs.jna)
}
