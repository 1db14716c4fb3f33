//! The command line of campaigns: bulk imports.
