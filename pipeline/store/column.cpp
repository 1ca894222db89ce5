#include "pipeline/store/column.hpp"

namespace docket::store {

Failure misread(std::string_view what) {
    return fail(Kind::corrupt, "store.column",
                "the database holds " + std::string(what) + "; restore it from a backup");
}

std::string Column<std::vector<std::string>>::to(const std::vector<std::string>& value) {
    return json::dump(json::Array(value.begin(), value.end()));
}

Result<std::vector<std::string>> Column<std::vector<std::string>>::from(const Raw& raw) {
    const auto parsed = json::parse(raw);
    if (!parsed || parsed->array() == nullptr) return misread("not a list: " + raw);
    std::vector<std::string> texts;
    for (const auto& item : *parsed->array()) {
        if (item.string() == nullptr) return misread("not a list of texts: " + raw);
        texts.push_back(*item.string());
    }
    return texts;
}

} // namespace docket::store
