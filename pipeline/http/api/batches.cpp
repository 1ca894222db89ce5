// Batches: opened, filled, closed, sorted.
#include "pipeline/flow/batches.hpp"

#include "pipeline/flow/receive.hpp"
#include "pipeline/flow/separator.hpp"
#include "pipeline/http/api/asked.hpp"
#include "pipeline/http/target.hpp"

namespace docket::http::api {

namespace {

constexpr int created = 201;

Result<std::int64_t> batch_of(const Request& request) { return desk::batch_id(request.value("batch")); }

// Names this very request: once done however often it is sent.
std::string uid_of(const Request& request) {
    return "web/" + person_of(request).id + "/" + request.header("idempotency-key");
}

Result<flow::Batch> said_of(const json::Value& input, const House& house) {
    flow::Batch batch;
    batch.name = input.text_at("name");
    batch.channel = input.text_at("channel", "letter");
    batch.source = "upload";
    batch.box = input.text_at("box");
    batch.two_sided = input.bool_at("two_sided");
    DOCKET_TRY(batch.layout, flow::parse_layout(input.text_at("layout", "by_kind")));
    batch.received = house.tools.today();
    if (const auto day = input.text_at("received"); !day.empty()) {
        DOCKET_TRY(batch.received, parse_iso_date(day));
        batch.received_confirmed = true;
    }
    if (const auto day = input.text_at("posted"); !day.empty()) {
        DOCKET_TRY(batch.posted, parse_iso_date(day));
    }
    return batch;
}

Result<Response> whole(const Request& request, const House& house, std::int64_t id, int status = 200) {
    return shown(desk::batch(*house.desk, person_of(request), id), status);
}

} // namespace

Result<Response> batches(const Request& request, const House& house) {
    return shown(desk::batches(*house.desk, request.asked("view"), small_number(request.asked("offset"), 0),
                               small_number(request.asked("limit"), 50)));
}

Result<Response> open_batch(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    DOCKET_TRY(auto said, said_of(input, house));
    said.uid = uid_of(request);
    DOCKET_TRY(const auto batch, flow::open_batch(std::move(said), person_of(request).id, house.tools));
    return whole(request, house, batch.id, created);
}

Result<Response> add_file(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, batch_of(request));
    DOCKET_TRY(const auto batch, house.tools.batches.load(id));
    flow::Delivery delivery;
    delivery.file = request.body_file;
    DOCKET_TRY(delivery.name, file_name(request));
    delivery.uid = uid_of(request);
    delivery.channel = batch.channel;
    delivery.received = batch.received;
    delivery.received_confirmed = batch.received_confirmed;
    delivery.posted = batch.posted;
    delivery.actor = person_of(request).id;
    delivery.batch = id;
    DOCKET_TRY(const auto arrival, flow::receive(delivery, house.tools));
    return shown(desk::arrival_row(*house.desk, arrival.id), created);
}

Result<Response> close_batch(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, batch_of(request));
    DOCKET_TRY(const auto input, request.json());
    flow::Closing closing;
    if (const auto* said = input.at("two_sided").boolean()) closing.two_sided = *said;
    if (const auto* said = input.at("fronts").integer()) closing.fronts = static_cast<int>(*said);
    closing.go_on = input.bool_at("go_on");
    DOCKET_TRY(const auto batch, flow::close_batch(id, closing, person_of(request).id, house.tools));
    return whole(request, house, batch.id);
}

Result<Response> batch(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, batch_of(request));
    return whole(request, house, id);
}

Result<Response> arrange(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, batch_of(request));
    DOCKET_TRY(const auto input, request.json());
    DOCKET_TRY(const auto batch, flow::arrange(id, input.int_at("version", -1), input.array_at("operations"),
                                               person_of(request).id, house.tools));
    return whole(request, house, batch.id);
}

namespace {

Result<Response> sheets(const Request& request, const House& house, const std::string& batch,
                        const std::string& box) {
    DOCKET_TRY(const auto pdf,
               desk::separators(*house.desk, batch, box, small_number(request.asked("count"), 10)));
    auto response = picture("application/pdf", pdf);
    response.headers["Content-Disposition"] = "inline; filename=\"separators.pdf\"";
    return response;
}

} // namespace

Result<Response> separators(const Request& request, const House& house) {
    return sheets(request, house, "", request.asked("box"));
}

Result<Response> batch_separators(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, batch_of(request));
    DOCKET_TRY(const auto batch, house.tools.batches.load(id));
    return sheets(request, house, flow::batch_name(id), batch.box);
}

} // namespace docket::http::api
