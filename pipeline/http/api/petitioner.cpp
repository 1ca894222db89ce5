// The one question of somebody without an account: which documents went out on the case of this code.
#include "pipeline/flow/query.hpp"
#include "pipeline/http/api/api.hpp"
#include "pipeline/http/house.hpp"
#include "pipeline/http/problem.hpp"

namespace docket::http::api {

// The code comes in the body: an address is kept by browsers, proxies and logs.
Result<Response> query(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    if (const auto counted = house.door.start_asking(request.peer); !counted) {
        DOCKET_TRY(const auto wait, house.door.wait_of_asker(request.peer));
        return problem(counted.error(), wait);
    }
    DOCKET_TRY(const auto issued, flow::issued_under(said.text_at("code"), house.tools));
    DOCKET_CHECK(house.door.asked_rightly(request.peer));
    json::Array documents;
    for (const auto& one : issued)
        documents.emplace_back(json::Object{{"type", one.type}, {"date", iso(one.dated)}});
    return Response::of(json::Object{{"documents", std::move(documents)}});
}

} // namespace docket::http::api
