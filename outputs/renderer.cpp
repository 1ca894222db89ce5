#include "outputs/renderer.hpp"

namespace docket::outputs {

RenderInfo render_info(const Document& document, const Composed& composed) {
    const Date created = document.dated         ? *document.dated
                         : document.accepted_on ? *document.accepted_on
                                                : document.receipt.received_on;
    return {composed.title, composed.issuer, created};
}

} // namespace docket::outputs
