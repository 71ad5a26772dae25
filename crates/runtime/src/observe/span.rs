//! A `tracing` span for each call. Without the feature `tracing`, the type is empty and its methods do nothing.
//!
//! The names are those of the OpenTelemetry semantic conventions for HTTP client spans. `url.full`, which they require,
//! is absent: addresses contain values of the caller, and keys.

use std::time::Duration;

use http::StatusCode;
use url::Url;

use crate::Operation;

/// The span of one call, from its first request to its result.
pub(crate) struct CallSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(crate) fn new(operation: &'static Operation, base_address: &Url) -> Self {
        use tracing::field::Empty;

        let span = tracing::info_span!(
            "http_call",
            otel.name = %format_args!("{} {}", operation.method, operation.path),
            otel.kind = "client",
            otel.status_code = Empty,
            operation.id = operation.id,
            http.request.method = operation.method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.scheme = base_address.scheme(),
            url.template = operation.path,
            server.address = base_address.host_str(),
            server.port = base_address.port_or_known_default(),
            error.type = Empty,
        );
        Self { span }
    }

    /// Runs `call` within the span.
    pub(crate) fn instrument<F: Future>(&self, call: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(call, self.span.clone())
    }

    /// Records that the request is sent again after `pause`, because of `status` or `failure`.
    pub(crate) fn record_retry(
        &self,
        number: u32,
        pause: Duration,
        status: Option<StatusCode>,
        failure: Option<&'static str>,
    ) {
        self.span.record("http.request.resend_count", number);
        let pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        let status = status.map(|status| status.as_u16());
        tracing::info!(
            parent: &self.span,
            http.request.resend_count = number,
            http.response.status_code = status,
            error.type = failure,
            pause_ms,
            "the request is sent again"
        );
    }

    /// Records the result of the call.
    pub(crate) fn record_result(&self, status: Option<StatusCode>, failure: Option<&'static str>) {
        if let Some(status) = status {
            self.span.record("http.response.status_code", status.as_u16());
            if failure.is_none() && (status.is_client_error() || status.is_server_error()) {
                self.span.record("error.type", status.as_str());
                self.span.record("otel.status_code", "ERROR");
            }
        }
        if let Some(failure) = failure {
            self.span.record("error.type", failure);
            self.span.record("otel.status_code", "ERROR");
        }
    }
}

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(crate) fn new(_: &'static Operation, _: &Url) -> Self {
        Self {}
    }

    pub(crate) fn instrument<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn record_retry(&self, _: u32, _: Duration, _: Option<StatusCode>, _: Option<&'static str>) {}

    pub(crate) fn record_result(&self, _: Option<StatusCode>, _: Option<&'static str>) {}
}
