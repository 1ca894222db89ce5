// Every endpoint, named as in openapi.json. Each reads its Request, asks the use cases and says the answer in
// the shape of openapi.json; none asks who may call: the table of routes did. Any thread.
#pragma once

#include "pipeline/http/route.hpp"

namespace docket::http::api {

Result<Response> about(const Request& request, const House& house);
Result<Response> sign_in(const Request& request, const House& house);
Result<Response> query(const Request& request, const House& house);
Result<Response> session_view(const Request& request, const House& house);
Result<Response> sign_out(const Request& request, const House& house);
Result<Response> change_password(const Request& request, const House& house);
Result<Response> leave_for_provider(const Request& request, const House& house);
Result<Response> return_from_provider(const Request& request, const House& house);
Result<Response> second_factor(const Request& request, const House& house);
Result<Response> enrol(const Request& request, const House& house);
Result<Response> finish_enrolment(const Request& request, const House& house);
Result<Response> remove_second_factor(const Request& request, const House& house);
Result<Response> changes(const Request& request, const House& house);
Result<Response> words(const Request& request, const House& house);
Result<Response> tasks(const Request& request, const House& house);
Result<Response> ledger(const Request& request, const House& house);
Result<Response> arrivals(const Request& request, const House& house);
Result<Response> upload(const Request& request, const House& house);
Result<Response> letter(const Request& request, const House& house);
Result<Response> reading(const Request& request, const House& house);
Result<Response> confirm_fields(const Request& request, const House& house);
Result<Response> verify(const Request& request, const House& house);
Result<Response> reread(const Request& request, const House& house);
Result<Response> recut(const Request& request, const House& house);
Result<Response> original(const Request& request, const House& house);
Result<Response> archive_copy(const Request& request, const House& house);
Result<Response> page_picture(const Request& request, const House& house);
Result<Response> batches(const Request& request, const House& house);
Result<Response> open_batch(const Request& request, const House& house);
Result<Response> batch(const Request& request, const House& house);
Result<Response> add_file(const Request& request, const House& house);
Result<Response> close_batch(const Request& request, const House& house);
Result<Response> arrange(const Request& request, const House& house);
Result<Response> separators(const Request& request, const House& house);
Result<Response> batch_separators(const Request& request, const House& house);
Result<Response> search(const Request& request, const House& house);
Result<Response> found(const Request& request, const House& house);
Result<Response> places(const Request& request, const House& house);
Result<Response> cases(const Request& request, const House& house);
Result<Response> case_view(const Request& request, const House& house);
Result<Response> act(const Request& request, const House& house);
Result<Response> receipt(const Request& request, const House& house);
Result<Response> set_matter(const Request& request, const House& house);
Result<Response> look(const Request& request, const House& house);
Result<Response> duplicates(const Request& request, const House& house);
Result<Response> decide_duplicate(const Request& request, const House& house);
Result<Response> form(const Request& request, const House& house);
Result<Response> save_form(const Request& request, const House& house);
Result<Response> preview(const Request& request, const House& house);
Result<Response> preview_page(const Request& request, const House& house);
Result<Response> answer(const Request& request, const House& house);
Result<Response> keep_proof(const Request& request, const House& house);
Result<Response> document(const Request& request, const House& house);
Result<Response> document_page(const Request& request, const House& house);
Result<Response> document_pdf(const Request& request, const House& house);
Result<Response> slip(const Request& request, const House& house);
Result<Response> audit_record(const Request& request, const House& house);
Result<Response> audit_export(const Request& request, const House& house);
Result<Response> audit_event(const Request& request, const House& house);
Result<Response> audit_choices(const Request& request, const House& house);
Result<Response> audit_looks(const Request& request, const House& house);
Result<Response> audit_chain(const Request& request, const House& house);
Result<Response> audit_check(const Request& request, const House& house);
Result<Response> audit_ledger(const Request& request, const House& house);
Result<Response> audit_days(const Request& request, const House& house);
Result<Response> audit_day(const Request& request, const House& house);
Result<Response> reviews(const Request& request, const House& house);
Result<Response> parties(const Request& request, const House& house);
Result<Response> review_file(const Request& request, const House& house);
Result<Response> task_lease(const Request& request, const House& house);
Result<Response> prolong(const Request& request, const House& house);
Result<Response> approvals(const Request& request, const House& house);
Result<Response> admin_settings(const Request& request, const House& house);
Result<Response> change_setting(const Request& request, const House& house);
Result<Response> admin_people(const Request& request, const House& house);
Result<Response> add_person(const Request& request, const House& house);
Result<Response> change_person(const Request& request, const House& house);
Result<Response> person_effects(const Request& request, const House& house);
Result<Response> change_account(const Request& request, const House& house);
Result<Response> end_session(const Request& request, const House& house);
Result<Response> admin_contracts(const Request& request, const House& house);
Result<Response> change_contract(const Request& request, const House& house);
Result<Response> admin_calendars(const Request& request, const House& house);
Result<Response> compare_year(const Request& request, const House& house);
Result<Response> publish_year(const Request& request, const House& house);
Result<Response> admin_organs(const Request& request, const House& house);
Result<Response> change_organ(const Request& request, const House& house);

} // namespace docket::http::api
