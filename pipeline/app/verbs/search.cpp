#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/desk/indexing.hpp"

#include <charconv>
#include <iostream>

namespace docket::app::verb {

namespace {

void unsearchable(const std::string& subject, const Failure& why) { complain(why, subject); }

Result<int> limit_of(const Call& call) {
    constexpr int standard = 20;
    const auto text = call.arguments.text("limit");
    int out = standard;
    if (text.empty()) return out;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < 1)
        return usage("--limit 是一个正整数。");
    return out;
}

std::string hit_of(const json::Value& row) {
    const auto& c = row.at("case");
    auto out = c.is_null() ? row.text_at("arrival") : c.text_at("number");
    out += "  " + (c.is_null() ? row.at("letter").text_at("title") : c.text_at("people"));
    for (const auto& hit : row.array_at("hits")) {
        out += "\n    " + hit.text_at("where") + "：";
        for (const auto& piece : hit.array_at("snippet"))
            out += piece.bool_at("hit") ? "【" + piece.text_at("text") + "】" : piece.text_at("text");
    }
    return out;
}

Result<int> rebuild(const House& house) {
    const auto& desk = house.desk();
    DOCKET_CHECK(desk.index.start_over());
    int written = 0;
    for (int some = 1; some > 0; written += some) {
        DOCKET_TRY(some, desk::index_some(desk, unsearchable));
        DOCKET_TRY(const bool folded, desk.index.tidy());
        static_cast<void>(folded);
        std::cerr << "\r已写 " << written + some << " 条" << std::flush;
    }
    DOCKET_CHECK(desk::index_all(desk, unsearchable));
    std::cerr << '\n';
    std::cout << "搜索索引已重建，共处理 " << written << " 条。\n";
    return 0;
}

} // namespace

Result<int> search(const Call& call) {
    const auto& words = call.arguments.rest();
    const bool again = call.arguments.has("rebuild");
    if (words.empty() != again)
        return usage("docket search WORDS --data DIR，或 docket search --rebuild --data DIR");
    DOCKET_TRY(const int limit, limit_of(call));
    DOCKET_TRY(const auto house, open_house(call));
    if (again) return rebuild(*house);
    std::string typed;
    for (const auto& word : words) typed += word + " ";
    // Whoever may read the data folder may read all of it; the auditor reads all and is bound to nothing.
    const review::Person reader{"", "", review::Role::auditor, "", {}};
    DOCKET_TRY(const auto found, desk::found_by_words(house->desk(), reader, typed, 0, limit));
    if (call.arguments.has("json")) {
        std::cout << json::dump(found, 2) << '\n';
        return 0;
    }
    for (const auto& row : found.array_at("rows")) std::cout << hit_of(row) << '\n';
    std::cout << "共 " << found.int_at("total") << (found.bool_at("more") ? "+" : "") << " 条\n";
    return 0;
}

} // namespace docket::app::verb
