//! What a document holds as Megahour ships it, or as a person made it.

use crate::model::pricing::Pricing;
use crate::model::scorecard::Scorecard;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// What every scenario begins with.
pub trait Shipped: PartialEq + Sized + 'static {
    /// As it is shipped. It is made when something first asks for it: a document
    /// that only says that it is so needs none of it.
    fn shipped() -> &'static Self;
}

/// The shipped one, or a person's own, which differs from it. Copies share it,
/// and states of the history that do not differ in it.
///
/// ```
/// use megahour::model::pricing::Pricing;
/// use megahour::store::own::Own;
/// let pricing = Own::of(Pricing { year: 2, ..Pricing::sample() });
/// assert!(!pricing.is_shipped() && pricing.year == 2);
/// assert_eq!(Own::of(Pricing::sample()), Own::shipped());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Own<T>(Option<Arc<T>>);

impl<T: Shipped> Own<T> {
    /// The shipped one.
    pub const fn shipped() -> Self {
        Self(None)
    }

    /// This one, whether it differs or not.
    pub fn of(value: T) -> Self {
        Self((value != *T::shipped()).then(|| Arc::new(value)))
    }

    /// Whether it is the shipped one.
    pub const fn is_shipped(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Shipped> Deref for Own<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(own) => own,
            None => T::shipped(),
        }
    }
}

impl Shipped for Scorecard {
    fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Scorecard> = LazyLock::new(Scorecard::shipped);
        &SHIPPED
    }
}

impl Shipped for Pricing {
    fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Pricing> = LazyLock::new(Pricing::sample);
        &SHIPPED
    }
}
