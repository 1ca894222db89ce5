// Every endpoint of the table, as a double that only says that it was reached. It stands in for
// pipeline/http/api, so that the test asks the table itself.
#include "tests/integration/recording_endpoints.hpp"

#include "pipeline/http/api/api.hpp"

namespace docket::testing {

std::atomic<int>& endpoints_reached() {
    static std::atomic<int> n = 0;
    return n;
}

} // namespace docket::testing

namespace docket::http::api {

namespace {
Result<Response> reached() {
    ++docket::testing::endpoints_reached();
    return Response::of(json::Object{{"reached", true}});
}
} // namespace

Result<Response> about(const Request&, const House&) { return reached(); }
Result<Response> query(const Request&, const House&) { return reached(); }
Result<Response> sign_in(const Request&, const House&) { return reached(); }
Result<Response> leave_for_provider(const Request&, const House&) { return reached(); }
Result<Response> return_from_provider(const Request&, const House&) { return reached(); }
Result<Response> session_view(const Request&, const House&) { return reached(); }
Result<Response> sign_out(const Request&, const House&) { return reached(); }
Result<Response> change_password(const Request&, const House&) { return reached(); }
Result<Response> second_factor(const Request&, const House&) { return reached(); }
Result<Response> enrol(const Request&, const House&) { return reached(); }
Result<Response> finish_enrolment(const Request&, const House&) { return reached(); }
Result<Response> remove_second_factor(const Request&, const House&) { return reached(); }
Result<Response> changes(const Request&, const House&) { return reached(); }
Result<Response> words(const Request&, const House&) { return reached(); }
Result<Response> tasks(const Request&, const House&) { return reached(); }
Result<Response> ledger(const Request&, const House&) { return reached(); }
Result<Response> arrivals(const Request&, const House&) { return reached(); }
Result<Response> upload(const Request&, const House&) { return reached(); }
Result<Response> letter(const Request&, const House&) { return reached(); }
Result<Response> reading(const Request&, const House&) { return reached(); }
Result<Response> confirm_fields(const Request&, const House&) { return reached(); }
Result<Response> verify(const Request&, const House&) { return reached(); }
Result<Response> reread(const Request&, const House&) { return reached(); }
Result<Response> recut(const Request&, const House&) { return reached(); }
Result<Response> original(const Request&, const House&) { return reached(); }
Result<Response> archive_copy(const Request&, const House&) { return reached(); }
Result<Response> page_picture(const Request&, const House&) { return reached(); }
Result<Response> batches(const Request&, const House&) { return reached(); }
Result<Response> open_batch(const Request&, const House&) { return reached(); }
Result<Response> batch(const Request&, const House&) { return reached(); }
Result<Response> add_file(const Request&, const House&) { return reached(); }
Result<Response> close_batch(const Request&, const House&) { return reached(); }
Result<Response> arrange(const Request&, const House&) { return reached(); }
Result<Response> separators(const Request&, const House&) { return reached(); }
Result<Response> batch_separators(const Request&, const House&) { return reached(); }
Result<Response> search(const Request&, const House&) { return reached(); }
Result<Response> found(const Request&, const House&) { return reached(); }
Result<Response> places(const Request&, const House&) { return reached(); }
Result<Response> cases(const Request&, const House&) { return reached(); }
Result<Response> case_view(const Request&, const House&) { return reached(); }
Result<Response> act(const Request&, const House&) { return reached(); }
Result<Response> receipt(const Request&, const House&) { return reached(); }
Result<Response> set_matter(const Request&, const House&) { return reached(); }
Result<Response> look(const Request&, const House&) { return reached(); }
Result<Response> duplicates(const Request&, const House&) { return reached(); }
Result<Response> decide_duplicate(const Request&, const House&) { return reached(); }
Result<Response> form(const Request&, const House&) { return reached(); }
Result<Response> save_form(const Request&, const House&) { return reached(); }
Result<Response> preview(const Request&, const House&) { return reached(); }
Result<Response> preview_page(const Request&, const House&) { return reached(); }
Result<Response> answer(const Request&, const House&) { return reached(); }
Result<Response> keep_proof(const Request&, const House&) { return reached(); }
Result<Response> document(const Request&, const House&) { return reached(); }
Result<Response> document_page(const Request&, const House&) { return reached(); }
Result<Response> document_pdf(const Request&, const House&) { return reached(); }
Result<Response> slip(const Request&, const House&) { return reached(); }
Result<Response> audit_record(const Request&, const House&) { return reached(); }
Result<Response> audit_export(const Request&, const House&) { return reached(); }
Result<Response> audit_event(const Request&, const House&) { return reached(); }
Result<Response> audit_choices(const Request&, const House&) { return reached(); }
Result<Response> audit_looks(const Request&, const House&) { return reached(); }
Result<Response> audit_chain(const Request&, const House&) { return reached(); }
Result<Response> audit_check(const Request&, const House&) { return reached(); }
Result<Response> audit_ledger(const Request&, const House&) { return reached(); }
Result<Response> audit_days(const Request&, const House&) { return reached(); }
Result<Response> audit_day(const Request&, const House&) { return reached(); }
Result<Response> reviews(const Request&, const House&) { return reached(); }
Result<Response> parties(const Request&, const House&) { return reached(); }
Result<Response> review_file(const Request&, const House&) { return reached(); }
Result<Response> task_lease(const Request&, const House&) { return reached(); }
Result<Response> prolong(const Request&, const House&) { return reached(); }
Result<Response> approvals(const Request&, const House&) { return reached(); }
Result<Response> admin_settings(const Request&, const House&) { return reached(); }
Result<Response> change_setting(const Request&, const House&) { return reached(); }
Result<Response> admin_people(const Request&, const House&) { return reached(); }
Result<Response> add_person(const Request&, const House&) { return reached(); }
Result<Response> change_person(const Request&, const House&) { return reached(); }
Result<Response> person_effects(const Request&, const House&) { return reached(); }
Result<Response> change_account(const Request&, const House&) { return reached(); }
Result<Response> end_session(const Request&, const House&) { return reached(); }
Result<Response> admin_contracts(const Request&, const House&) { return reached(); }
Result<Response> change_contract(const Request&, const House&) { return reached(); }
Result<Response> admin_calendars(const Request&, const House&) { return reached(); }
Result<Response> compare_year(const Request&, const House&) { return reached(); }
Result<Response> publish_year(const Request&, const House&) { return reached(); }
Result<Response> admin_organs(const Request&, const House&) { return reached(); }
Result<Response> change_organ(const Request&, const House&) { return reached(); }

} // namespace docket::http::api
