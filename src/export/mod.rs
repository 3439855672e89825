//! Files that leave the app. Everything here is text made from data: handing it
//! to the person is the app's business.

pub mod report;
