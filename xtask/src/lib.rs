//! What is done to a site after Trunk has put it together. It is a library, so
//! that tests of the site can make the next build of one and see it updated.

pub mod site;
