#include "pipeline/store/review_columns.hpp"

namespace docket::store {

namespace {
Result<json::Value> object(const std::string& raw) {
    auto value = json::parse(raw);
    if (!value || value->object() == nullptr) return misread("not an object: " + raw);
    return value;
}

Result<Date> date_at(const json::Value& value, std::string_view key) {
    return Column<Date>::from(value.text_at(key));
}
} // namespace

// Whatever it is, it is not said: failures are written into logs.
Result<review::QueryCode> Column<review::QueryCode>::from(const Raw& raw) {
    auto code = review::QueryCode::read(raw);
    if (!code) return misread("not a query code");
    return *std::move(code);
}

std::string Column<review::Service>::to(const review::Service& service) {
    return json::dump(json::Object{{"mode", service.mode},
                                   {"recipient", service.recipient},
                                   {"proof", service.proof},
                                   {"on", Column<Date>::to(service.on)}});
}

Result<review::Service> Column<review::Service>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Service service{value.text_at("mode"), value.text_at("recipient"), value.text_at("proof"), {}};
    DOCKET_TRY(service.on, date_at(value, "on"));
    return service;
}

std::string Column<review::Extension>::to(const review::Extension& extension) {
    json::Object object{{"days", extension.days},
                        {"reason", extension.reason},
                        {"asked_by", extension.asked_by},
                        {"granted_by", extension.granted_by}};
    if (extension.granted_on) object.set("granted_on", Column<Date>::to(*extension.granted_on));
    return json::dump(std::move(object));
}

Result<review::Extension> Column<review::Extension>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Extension extension;
    DOCKET_TRY(extension.days, Column<int>::from(value.int_at("days")));
    extension.reason = value.text_at("reason");
    extension.asked_by = value.text_at("asked_by");
    extension.granted_by = value.text_at("granted_by");
    if (!value.at("granted_on").is_null()) {
        DOCKET_TRY(extension.granted_on, date_at(value, "granted_on"));
    }
    return extension;
}

std::string Column<review::Ending>::to(const review::Ending& ending) {
    json::Object object{{"kind", review::name(ending.kind)}, {"on", Column<Date>::to(ending.on)},
                        {"reason", ending.reason},           {"proof", ending.proof},
                        {"asked_by", ending.asked_by},       {"granted_by", ending.granted_by}};
    if (ending.granted_on) object.set("granted_on", Column<Date>::to(*ending.granted_on));
    return json::dump(std::move(object));
}

Result<review::Ending> Column<review::Ending>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Ending ending;
    DOCKET_TRY(ending.kind, review::parse_ending_kind(value.text_at("kind")));
    DOCKET_TRY(ending.on, date_at(value, "on"));
    ending.reason = value.text_at("reason");
    ending.proof = value.text_at("proof");
    ending.asked_by = value.text_at("asked_by");
    ending.granted_by = value.text_at("granted_by");
    if (!value.at("granted_on").is_null()) {
        DOCKET_TRY(ending.granted_on, date_at(value, "granted_on"));
    }
    return ending;
}

std::string Column<review::Supplement>::to(const review::Supplement& supplement) {
    json::Object object{{"wanted", json::Array(supplement.wanted.begin(), supplement.wanted.end())},
                        {"days", supplement.days},
                        {"unit", supplement.unit},
                        {"asked_by", supplement.asked_by},
                        {"asked_on", Column<Date>::to(supplement.asked_on)}};
    if (supplement.came_on) object.set("came_on", Column<Date>::to(*supplement.came_on));
    if (supplement.posted_on) object.set("posted_on", Column<Date>::to(*supplement.posted_on));
    return json::dump(std::move(object));
}

Result<review::Supplement> Column<review::Supplement>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Supplement supplement;
    supplement.wanted = value.texts_at("wanted");
    DOCKET_TRY(supplement.days, Column<int>::from(value.int_at("days")));
    supplement.unit = value.text_at("unit");
    supplement.asked_by = value.text_at("asked_by");
    DOCKET_TRY(supplement.asked_on, date_at(value, "asked_on"));
    if (!value.at("came_on").is_null()) {
        DOCKET_TRY(supplement.came_on, date_at(value, "came_on"));
    }
    if (!value.at("posted_on").is_null()) {
        DOCKET_TRY(supplement.posted_on, date_at(value, "posted_on"));
    }
    return supplement;
}

std::string Column<review::Answer>::to(const review::Answer& answer) {
    return json::dump(json::Object{{"on", Column<Date>::to(answer.on)},
                                   {"summary", answer.summary},
                                   {"file", answer.file},
                                   {"noted_by", answer.noted_by}});
}

Result<review::Answer> Column<review::Answer>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Answer answer{{}, value.text_at("summary"), value.bool_at("file"), value.text_at("noted_by")};
    DOCKET_TRY(answer.on, date_at(value, "on"));
    return answer;
}

namespace {
json::Array places_out(const std::vector<review::UrgentPlace>& places) {
    json::Array out;
    for (const auto& place : places)
        out.emplace_back(json::Object{{"category", place.category},
                                      {"word", place.word},
                                      {"quote", place.quote},
                                      {"where", place.where}});
    return out;
}
std::vector<review::UrgentPlace> places_in(const json::Array& all) {
    std::vector<review::UrgentPlace> out;
    for (const auto& one : all)
        out.push_back(
            {one.text_at("category"), one.text_at("word"), one.text_at("quote"), one.text_at("where")});
    return out;
}
} // namespace

std::string Column<std::vector<review::UrgentPlace>>::to(const std::vector<review::UrgentPlace>& places) {
    return json::dump(places_out(places));
}

Result<std::vector<review::UrgentPlace>> Column<std::vector<review::UrgentPlace>>::from(const Raw& raw) {
    const auto value = json::parse(raw);
    if (!value || value->array() == nullptr) return misread("not a list: " + raw);
    return places_in(*value->array());
}

std::string Column<review::UrgentMatter>::to(const review::UrgentMatter& urgent) {
    json::Array reports;
    for (const auto& report : urgent.reports)
        reports.emplace_back(
            json::Object{{"to", report.to}, {"on", Column<Date>::to(report.on)}, {"by", report.by}});
    json::Object object{{"places", places_out(urgent.places)},
                        {"decided_by", urgent.decided_by},
                        {"reason", urgent.reason},
                        {"reports", std::move(reports)}};
    if (urgent.marked_on) object.set("marked_on", Column<Date>::to(*urgent.marked_on));
    return json::dump(std::move(object));
}

Result<review::UrgentMatter> Column<review::UrgentMatter>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::UrgentMatter urgent;
    urgent.places = places_in(value.array_at("places"));
    urgent.decided_by = value.text_at("decided_by");
    urgent.reason = value.text_at("reason");
    if (!value.at("marked_on").is_null()) {
        DOCKET_TRY(urgent.marked_on, date_at(value, "marked_on"));
    }
    for (const auto& one : value.array_at("reports")) {
        review::UrgentReport report{one.text_at("to"), {}, one.text_at("by")};
        DOCKET_TRY(report.on, date_at(one, "on"));
        urgent.reports.push_back(std::move(report));
    }
    return urgent;
}

std::string Column<review::Deadline>::to(const review::Deadline& deadline) {
    json::Object object{
        {"rule", deadline.rule},   {"basis", deadline.basis}, {"from", Column<Date>::to(deadline.from)},
        {"count", deadline.count}, {"unit", deadline.unit},   {"raw", Column<Date>::to(deadline.raw)}};
    if (deadline.effective) object.set("effective", Column<Date>::to(*deadline.effective));
    object.set("round", deadline.round).set("met", deadline.met);
    if (deadline.recounted) object.set("recounted", Column<Date>::to(*deadline.recounted));
    if (deadline.former) object.set("former", Column<Date>::to(*deadline.former));
    if (deadline.extended != 0) object.set("extended", deadline.extended);
    if (deadline.hearing_days != 0) object.set("hearing_days", deadline.hearing_days);
    return json::dump(std::move(object));
}

Result<review::Deadline> Column<review::Deadline>::from(const Raw& raw) {
    DOCKET_TRY(const auto value, object(raw));
    review::Deadline deadline;
    deadline.rule = value.text_at("rule");
    deadline.basis = value.text_at("basis");
    deadline.unit = value.text_at("unit");
    deadline.met = value.bool_at("met");
    DOCKET_TRY(deadline.count, Column<int>::from(value.int_at("count")));
    DOCKET_TRY(deadline.round, Column<int>::from(value.int_at("round")));
    DOCKET_TRY(deadline.extended, Column<int>::from(value.int_at("extended")));
    DOCKET_TRY(deadline.hearing_days, Column<int>::from(value.int_at("hearing_days")));
    DOCKET_TRY(deadline.from, date_at(value, "from"));
    DOCKET_TRY(deadline.raw, date_at(value, "raw"));
    if (!value.at("effective").is_null()) {
        DOCKET_TRY(deadline.effective, date_at(value, "effective"));
    }
    if (!value.at("recounted").is_null()) {
        DOCKET_TRY(deadline.recounted, date_at(value, "recounted"));
        DOCKET_TRY(deadline.former, date_at(value, "former"));
    }
    return deadline;
}

} // namespace docket::store
