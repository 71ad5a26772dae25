//! Requests of the pages of a list: those of the call, and those to addresses that the provider states.

use http::header::{ACCEPT, HeaderValue};
use url::Url;

use super::call::BodyMode;
use super::{Core, StartedCall};
use crate::error::Failure;
use crate::{CallOptions, HttpRequest, InvalidRequest, Operation, RawResponse};

/// Where the request of a page goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageAddress {
    /// To the address of the call.
    OfCall,
    /// To an address that the provider states, with credentials.
    Followed,
    /// To an address that the provider states, without credentials and without what the caller and hooks add.
    FollowedWithoutCredentials,
}

impl StartedCall {
    /// What the pages of this call are requested with. A value that is out of bounds is an error unless `options` have
    /// it sent.
    pub(crate) fn into_parts(
        self,
        options: &CallOptions,
    ) -> (Core, &'static Operation, Result<HttpRequest, InvalidRequest>) {
        let Self { core, operation, request } = self;
        let request = request.or_else(|invalid| options.unless_checked(invalid));
        (core, operation, request.map_err(|invalid| invalid.with_operation(operation)))
    }
}

impl Core {
    /// The path of `url` below the base address; `None` if it is not below it.
    pub(crate) fn path_below<'a>(&self, url: &'a Url) -> Option<&'a str> {
        self.target().ok()?.path_below(url)
    }

    /// Whether `url` is below the base address of a call with `options`.
    pub(crate) fn is_below(&self, url: &Url, options: &CallOptions) -> bool {
        match self.target_of_call(options) {
            Ok(Some(address)) => address.path_below(url).is_some(),
            Ok(None) => self.path_below(url).is_some(),
            Err(_) => false,
        }
    }

    /// The address that the request of a call with `options` is sent to, if it was built for `url`.
    pub(crate) fn sent_to(&self, url: &Url, options: &CallOptions) -> Url {
        let moved = || self.target().ok()?.moved(url, &*self.target_of_call(options).ok()??);
        moved().unwrap_or_else(|| url.clone())
    }

    /// Sends the request of a page and reads the whole response.
    pub(crate) async fn receive_page(
        &self,
        operation: &'static Operation,
        mut request: HttpRequest,
        options: &CallOptions,
        address: PageAddress,
    ) -> Result<RawResponse, Failure> {
        match address {
            PageAddress::OfCall => return self.receive(operation, Ok(request), options).await,
            PageAddress::Followed => {
                let added = options.apply_to_followed(&mut request);
                let added = added.and_then(|()| self.inner.defaults.apply(&mut request));
                added.map_err(|invalid| invalid.with_operation(operation))?;
            }
            PageAddress::FollowedWithoutCredentials => {}
        }
        if let Some(accept) = operation.accept {
            request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
        }
        let call = self.call(operation, options, BodyMode::Buffered)?;
        let call = match address {
            PageAddress::FollowedWithoutCredentials => call.without_credentials(),
            PageAddress::OfCall | PageAddress::Followed => call,
        };
        Ok(call.run(request).await?.response)
    }
}
