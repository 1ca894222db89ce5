#include "pipeline/flow/serving.hpp"

#include "review/deadline/period.hpp"

namespace docket::flow {

Result<Date> served_on(const json::Value& said) {
    DOCKET_TRY(const auto on, parse_iso_date(said.text_at("on")));
    return said.text_at("mode") == "public_notice" ? plus_days(on, review::days_of_notice(on)) : on;
}

Result<review::Service> service_of(const json::Value& said) {
    DOCKET_TRY(const auto on, served_on(said));
    return review::Service{said.text_at("mode"), said.text_at("recipient"), said.text_at("proof"), on};
}

json::Object json_of(const review::Service& service) {
    return {{"mode", service.mode},
            {"recipient", service.recipient},
            {"proof", service.proof},
            {"on", iso(service.on)}};
}

bool proves_service(const json::Value& said, const std::optional<Date>& dated, Date today) {
    for (const auto* must : {"mode", "recipient", "proof"})
        if (said.text_at(must).empty()) return false;
    const auto on = parse_iso_date(said.text_at("on")), served = served_on(said);
    return on && served && *served <= today && dated && *on >= *dated;
}

} // namespace docket::flow
