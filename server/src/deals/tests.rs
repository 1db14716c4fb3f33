//! Tests of deals.
