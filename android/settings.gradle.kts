// The Gradle build of the same sources, for Android Studio: the modules of pom.xml, whose `aar` stands in for the SDK.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "gamma-android"
include(":engine", ":ui", ":app")
