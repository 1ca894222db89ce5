#include "pipeline/flow/act.hpp"

#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/register.hpp"

#include <iostream>
#include <iterator>

namespace docket::app::verb {

namespace {

Result<std::string> input_text(const std::string& file) {
    if (file.empty()) return std::string("{}");
    if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    return read_text(file);
}

Result<json::Value> input_of(const Call& call) {
    DOCKET_TRY(const auto text, input_text(call.arguments.text("input")));
    auto value = json::parse(text);
    if (value && !value->object())
        return fail(Kind::invalid, "act.input_malformed", "--input 须是一个 JSON 对象。");
    return value;
}

Result<int> take_up(const Call& call, House& house, std::int64_t arrival, const json::Value& input) {
    if (call.arguments.rest()[1] != "register")
        return usage("对来件（A…）只有 register 这一操作；其余操作针对信访事项编号。");
    DOCKET_TRY(const auto c,
               flow::register_by_person(arrival, call.arguments.text("as"), input, house.tools()));
    std::cout << c.number << "  " << review::chinese(c.current().stage) << '\n';
    return flow::anchor(house.tools(), house.anchors())
               ? Result<int>(0)
               : fail(Kind::unavailable, "anchor.unwritable", "操作已记录，锚点未写入。");
}

// Says something to one finding of the check, or with "all" to every one that nobody answered.
Result<int> answer(const Call& call, House& house, const std::string& number, const json::Value& input) {
    DOCKET_TRY(const auto person, house.tools().directory.person(call.arguments.text("as")));
    std::vector<std::string> keys{input.text_at("key")};
    if (input.bool_at("all")) {
        keys.clear();
        DOCKET_TRY(const auto shown, desk::case_view(house.desk(), person, number));
        for (const auto& finding : shown.array_at("findings"))
            if (finding.array_at("answers").empty()) keys.push_back(finding.text_at("key"));
    }
    auto one = input;
    for (const auto& key : keys) {
        one.object()->set("key", key);
        DOCKET_CHECK(desk::answer(house.desk(), person, number, one));
    }
    std::cout << number << "  已答复 " << keys.size() << " 个问题\n";
    DOCKET_CHECK(flow::anchor(house.tools(), house.anchors()));
    return 0;
}

} // namespace

Result<int> act(const Call& call) {
    const auto& words = call.arguments.rest();
    if (words.size() != 2 || call.arguments.text("as").empty())
        return usage("docket act CASE ACT --as PERSON [--input FACTS.json] --data DIR");
    DOCKET_TRY(const auto input, input_of(call));
    DOCKET_TRY(const auto house, open_house(call));
    if (const auto arrival = parse_arrival_name(words[0])) return take_up(call, *house, *arrival, input);
    if (words[1] == "answer") return answer(call, *house, words[0], input);
    DOCKET_TRY(const auto what, review::parse_act(words[1]));
    DOCKET_TRY(const auto receipt,
               flow::act({words[0], what, call.arguments.text("as"), input}, house->tools()));
    if (call.arguments.has("wait")) {
        DOCKET_TRY(const bool alone, WorkerLock::nobody_works(house->folder()));
        DOCKET_CHECK(alone ? house->work_until_idle("documents", {}) : house->wait_for_others({}));
    }
    const auto& round = receipt.after.current();
    if (call.arguments.has("json"))
        std::cout << json::dump(json::Object{{"case", receipt.after.number},
                                             {"act", review::name(what)},
                                             {"from", review::name(receipt.from)},
                                             {"to", review::name(receipt.to)},
                                             {"version", receipt.after.version},
                                             {"text", receipt.text},
                                             {"document_number", round.document_number},
                                             {"event", receipt.event}},
                                2)
                  << '\n';
    else
        std::cout << receipt.after.number << "  " << review::chinese(receipt.to) << "  文稿摘要 "
                  << (receipt.text.empty() ? "—" : receipt.text)
                  << (round.document_number.empty() ? "" : "  ") << round.document_number << '\n';
    DOCKET_CHECK(flow::anchor(house->tools(), house->anchors()));
    return 0;
}

} // namespace docket::app::verb
