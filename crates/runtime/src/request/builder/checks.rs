//! Checks of what is sent.

use serde::Serialize;

use super::RequestBuilder;
use crate::bounds::{self, Bounds, Part};

impl RequestBuilder<'_> {
    /// Makes it an error of [`build`](Self::build) if the value of the parameter `name` is out of `bounds`.
    pub fn check<T: Serialize + ?Sized>(self, name: &'static str, value: &T, bounds: &'static Bounds) -> Self {
        self.check_part(Part::Parameter(name), value, bounds)
    }

    /// Makes it an error of [`build`](Self::build) if `body` is out of `bounds`.
    pub fn check_body<T: Serialize + ?Sized>(self, body: &T, bounds: &'static Bounds) -> Self {
        self.check_part(Part::Body, body, bounds)
    }

    fn check_part<T: Serialize + ?Sized>(mut self, part: Part, value: &T, bounds: &'static Bounds) -> Self {
        if self.out_of_bounds.is_none() {
            self.out_of_bounds = bounds::violation(part, value, bounds);
        }
        self
    }
}
