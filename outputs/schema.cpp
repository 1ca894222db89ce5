#include "outputs/schema.hpp"

#include "pipeline/base/assert.hpp"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <mutex>
#include <optional>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#include <valijson/adapters/poco_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace docket::outputs {
namespace {

using valijson::adapters::PocoJsonAdapter;

const valijson::Schema& compiled() {
    static const auto schema = [] {
        Poco::JSON::Parser parser;
        const Poco::Dynamic::Var text = parser.parse(std::string(document_schema()));
        auto made = std::make_unique<valijson::Schema>();
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(PocoJsonAdapter(text), *made);
        return made;
    }();
    return *schema;
}

// "<root>" "[claims]" "[0]" "[text]" as claims[0].text
std::string place_of(const std::vector<std::string>& context) {
    std::string out;
    for (const auto& step : context) {
        if (step.size() < 3 || step.front() != '[') continue;
        const bool index = step[1] >= '0' && step[1] <= '9';
        out += index ? step : (out.empty() ? "" : ".") + step.substr(1, step.size() - 2);
    }
    return out.empty() ? "the document" : out;
}

std::optional<valijson::ValidationResults::Error> innermost(valijson::ValidationResults& results) {
    std::optional<valijson::ValidationResults::Error> found;
    for (valijson::ValidationResults::Error error; results.popError(error);)
        if (!found || error.context.size() > found->context.size()) found = error;
    return found;
}

} // namespace

Result<void> check_schema(const json::Value& document) {
    if (!document.object())
        return fail(Kind::invalid, "document.schema", "the document: a JSON object is expected");
    Poco::JSON::Parser parser;
    parser.setDepth(70);
    const Poco::Dynamic::Var value = parser.parse(json::dump(document));
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(compiled(), PocoJsonAdapter(value), &results)) return {};
    const auto error = innermost(results);
    return fail(Kind::invalid, "document.schema",
                error ? place_of(error->context) + ": " + error->description
                      : "the document does not follow its schema");
}

} // namespace docket::outputs
