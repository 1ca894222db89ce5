#include "pipeline/store/session.hpp"

#include "pipeline/store/utf8.hpp"
#include "pipeline/store/veiled.hpp"

#include <string>

namespace docket::store {

namespace {
Result<void> fit(const Row& args) {
    for (const auto& cell : args)
        if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !storable_text(*text))
            return fail(Kind::invalid, "store.text",
                        "a text holds a NUL or is not UTF-8; correct it before it is stored");
    return {};
}
} // namespace

Result<std::vector<Row>> Session::execute(std::string_view sql, Row args, const Row& shape) {
    DOCKET_CHECK(remembered(fit(args)));
    std::string under_veil;
    if (const auto& keys = Veil::now(); reads_ && !keys.empty() && can_be_veiled(sql)) {
        const auto values = veil_values(keys);
        under_veil = veiled(dialect_, sql, values);
        sql = under_veil;
        args.insert(args.begin(), values.begin(), values.end());
    }
    try {
        return remembered(connection_->execute(sql, std::move(args), shape));
    } catch (...) {
        failure_ = failure_.value_or(
            fail(Kind::internal, "store.fault", "a statement was broken off by an exception"));
        throw;
    }
}

} // namespace docket::store
