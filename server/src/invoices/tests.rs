//! Invoices on both engines.
