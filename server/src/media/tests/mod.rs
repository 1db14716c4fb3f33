//! Media: honest files, hostile files, broken uploads.

mod mp4;
mod picture;
mod s3;
mod sample;
mod serving;
mod upload;
