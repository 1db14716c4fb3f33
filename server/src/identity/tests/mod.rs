//! Signing in and the acts of people and brands, on both engines, through the real surface.
