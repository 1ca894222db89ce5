// The register, one case, and the acts of people.
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/desk/receipts.hpp"
#include "pipeline/flow/act.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/writing.hpp"
#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

namespace {

Result<std::vector<review::Stage>> stages_of(std::string_view text) {
    std::vector<review::Stage> out;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto stage = review::parse_stage(text.substr(0, comma));
        if (!stage) return fail(Kind::invalid, "cases.stage_unknown", "没有这一办理阶段，请清除筛选后重试。");
        out.push_back(*stage);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return out;
}

desk::ReceiptFacts facts_of(const flow::ActReceipt& done, const flow::ActRequest& asked) {
    const auto& round = done.after.current();
    return {done.after.number,
            std::string(review::name(asked.act)),
            std::string(review::name(done.from)),
            std::string(review::name(done.to)),
            done.text,
            done.event,
            done.at,
            round.document_number,
            round.draft_version,
            asked.input};
}

json::Object receipt_of(const flow::ActReceipt& done, const flow::ActRequest& asked,
                        const review::Person& person) {
    auto out = desk::receipt_view(facts_of(done, asked), person);
    out.set("version", done.after.version);
    return out;
}

} // namespace

Result<Response> search(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::search(*house.desk, person_of(request), input.text_at("words")));
}

Result<Response> found(const Request& request, const House& house) {
    constexpr int on_a_page = 20;
    return shown(desk::found(*house.desk, person_of(request), request.value("search"),
                             small_number(request.asked("offset"), 0),
                             small_number(request.asked("limit"), on_a_page)));
}

Result<Response> cases(const Request& request, const House& house) {
    desk::CasesWanted wanted;
    auto& query = wanted.query;
    DOCKET_TRY(query.stages, stages_of(request.asked("stage")));
    query.organ = request.asked("organ");
    query.kind = request.asked("kind");
    const auto sort = request.asked("sort");
    if (!sort.empty()) query.sort = sort;
    query.descending = request.asked("dir") != "asc";
    query.offset = small_number(request.asked("offset"), 0);
    query.limit = small_number(request.asked("limit"), 50);
    wanted.mine = request.asked("mine") == "true";
    wanted.due = request.asked("due");
    wanted.search = request.asked("search");
    return shown(desk::cases(*house.desk, person_of(request), std::move(wanted)));
}

Result<Response> case_view(const Request& request, const House& house) {
    return shown(desk::case_view(*house.desk, person_of(request), request.value("case")));
}

Result<Response> act(const Request& request, const House& house) {
    const auto& person = person_of(request);
    DOCKET_TRY(const auto said, request.json());
    flow::ActRequest asked;
    asked.case_number = request.value("case");
    DOCKET_TRY(asked.act, review::parse_act(said.text_at("act")));
    asked.actor = person.id;
    asked.input = said.at("input").object() ? said.at("input") : json::Value(json::Object{});
    if (!said.at("version").integer())
        return fail(Kind::invalid, "act.version_missing", "请刷新页面后重试：没有说明是对哪一版作出的决定。");
    asked.version = said.int_at("version");
    if (asked.act == review::Act::draft) asked.input = desk::draft_input(asked.input);
    if (desk::wants_password(asked.act))
        DOCKET_CHECK(house.door.confirm(person.id, said.text_at("password"), request.peer));
    Response answer;
    asked.also = [&](Transaction& tx, const flow::ActReceipt& done) -> Result<void> {
        answer = Response::of(person.role == review::Role::lawyer
                                  ? desk::Mask::of(done.after).value(receipt_of(done, asked, person))
                                  : json::Value(receipt_of(done, asked, person)));
        return request.keep ? request.keep(tx, answer) : Result<void>();
    };
    const auto done = flow::act(asked, house.tools);
    if (!done) return done.error();
    return answer;
}

Result<Response> receipt(const Request& request, const House& house) {
    return shown(desk::receipt(*house.desk, person_of(request), request.value("case"),
                               number(request.value("event"), 0)));
}

Result<Response> set_matter(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    DOCKET_TRY(const auto c, flow::set_matter(request.value("case"), person_of(request).id,
                                              input.int_at("version", -1), input, house.tools));
    return Response::of(json::Object{{"case", c.number}, {"version", c.version}});
}

Result<Response> look(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::look(*house.desk, person_of(request), request.value("case"), input));
}

Result<Response> duplicates(const Request& request, const House& house) {
    return shown(desk::duplicates(*house.desk, person_of(request), request.value("case")));
}

Result<Response> decide_duplicate(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::decide_duplicate(*house.desk, person_of(request), request.value("case"), input));
}

Result<Response> keep_proof(const Request& request, const House& house) {
    DOCKET_TRY(const auto digest, house.tools.blobs.put_file(request.body_file));
    return Response::of(json::Object{{"digest", digest.hex()}});
}

} // namespace docket::http::api
