// THE table of what may be asked of the server.
#include "pipeline/http/api/api.hpp"

#include <array>

namespace docket::http {

namespace {

constexpr std::int64_t operator""_KiB(unsigned long long n) { return static_cast<std::int64_t>(n << 10U); }
constexpr std::int64_t operator""_MiB(unsigned long long n) { return static_cast<std::int64_t>(n << 20U); }
constexpr std::int64_t upload_limit = 200_MiB; // of one file (flow::OpeningLimits)
constexpr bool once = true;

// clang-format off
constexpr std::array table{
    //    method        path                                        name                who may call                         about            takes            at most       endpoint
    Route{Method::get,  "/about",                                  "about",           anyone,                              About::nothing,  Takes::nothing,  0,            api::about},
    Route{Method::post, "/query",                                  "query",           anyone,                              About::nothing,  Takes::json,     64_KiB,       api::query},
    Route{Method::post, "/session",                                "sign_in",         anyone,                              About::nothing,  Takes::json,     64_KiB,       api::sign_in},
    Route{Method::post, "/session/provider",                       "leave_for_provider", anyone,                           About::nothing,  Takes::json,     64_KiB,       api::leave_for_provider},
    Route{Method::post, "/session/provider/return",                "return_from_provider", anyone,                         About::nothing,  Takes::json,     64_KiB,       api::return_from_provider},
    Route{Method::get,  "/session",                                "session",         signed_in,                           About::nothing,  Takes::nothing,  0,            api::session_view},
    Route{Method::del,  "/session",                                "sign_out",        signed_in,                           About::nothing,  Takes::nothing,  0,            api::sign_out},
    Route{Method::post, "/session/password",                       "change_password", signed_in,                           About::nothing,  Takes::json,     64_KiB,       api::change_password},
    Route{Method::get,  "/session/second-factor",                  "second_factor",   signed_in,                           About::nothing,  Takes::nothing,  0,            api::second_factor},
    Route{Method::post, "/session/second-factor",                  "enrol",           signed_in,                           About::nothing,  Takes::json,     64_KiB,       api::enrol},
    Route{Method::post, "/session/second-factor/confirmation",     "finish_enrolment", signed_in,                          About::nothing,  Takes::json,     64_KiB,       api::finish_enrolment},
    Route{Method::post, "/session/second-factor/removal",          "remove_second_factor", signed_in,                      About::nothing,  Takes::json,     64_KiB,       api::remove_second_factor},
    Route{Method::get,  "/changes",                                "changes",         signed_in,                           About::nothing,  Takes::nothing,  0,            api::changes},
    Route{Method::get,  "/words",                                  "words",           signed_in,                           About::nothing,  Takes::nothing,  0,            api::words},
    Route{Method::get,  "/tasks",                                  "tasks",           signed_in,                           About::nothing,  Takes::nothing,  0,            api::tasks},
    Route{Method::get,  "/ledger",                                 "ledger",          staff,                               About::nothing,  Takes::nothing,  0,            api::ledger},
    Route{Method::get,  "/arrivals",                               "arrivals",        staff,                               About::nothing,  Takes::nothing,  0,            api::arrivals},
    Route{Method::post, "/uploads",                                "upload",          mailroom,                            About::nothing,  Takes::file,     upload_limit, api::upload, once},
    Route{Method::get,  "/arrivals/{arrival}",                     "letter",          staff,                               About::arrival,  Takes::nothing,  0,            api::letter},
    Route{Method::get,  "/arrivals/{arrival}/reading",             "reading",         staff,                               About::arrival,  Takes::nothing,  0,            api::reading},
    Route{Method::get,  "/arrivals/{arrival}/places",              "places",          staff,                               About::arrival,  Takes::nothing,  0,            api::places},
    Route{Method::put,  "/arrivals/{arrival}/fields",              "confirm_fields",  mailroom | clerk,                    About::arrival,  Takes::json,     64_KiB,       api::confirm_fields},
    Route{Method::post, "/arrivals/{arrival}/verify",              "verify",          mailroom | clerk,                    About::arrival,  Takes::json,     64_KiB,       api::verify, once},
    Route{Method::post, "/arrivals/{arrival}/reread",              "reread",          mailroom | clerk,                    About::arrival,  Takes::json,     64_KiB,       api::reread, once},
    Route{Method::post, "/arrivals/{arrival}/recut",               "recut",           mailroom,                            About::arrival,  Takes::json,     64_KiB,       api::recut, once},
    Route{Method::get,  "/arrivals/{arrival}/original",            "original",        mailroom | clerk | auditor,          About::arrival,  Takes::nothing,  0,            api::original},
    Route{Method::get,  "/arrivals/{arrival}/archive.pdf",         "archive_copy",    mailroom | clerk | auditor,          About::arrival,  Takes::nothing,  0,            api::archive_copy},
    Route{Method::get,  "/pages/{page}/picture",                   "page_picture",    staff | lawyer,                      About::page,     Takes::nothing,  0,            api::page_picture},
    Route{Method::get,  "/batches",                                "batches",         staff,                               About::nothing,  Takes::nothing,  0,            api::batches},
    Route{Method::post, "/batches",                                "open_batch",      mailroom,                            About::nothing,  Takes::json,     64_KiB,       api::open_batch, once},
    Route{Method::get,  "/batches/{batch}",                        "batch",           staff,                               About::batch,    Takes::nothing,  0,            api::batch},
    Route{Method::post, "/batches/{batch}/files",                  "add_file",        mailroom,                            About::batch,    Takes::file,     upload_limit, api::add_file, once},
    Route{Method::post, "/batches/{batch}/close",                  "close_batch",     mailroom,                            About::batch,    Takes::json,     64_KiB,       api::close_batch, once},
    Route{Method::post, "/batches/{batch}/operations",             "arrange",         mailroom | clerk,                    About::batch,    Takes::json,     1_MiB,        api::arrange, once},
    Route{Method::get,  "/batches/{batch}/separators",             "batch_separators", mailroom | clerk,                   About::batch,    Takes::nothing,  0,            api::batch_separators},
    Route{Method::get,  "/separators",                             "separators",      mailroom | clerk,                    About::nothing,  Takes::nothing,  0,            api::separators},
    Route{Method::post, "/searches",                               "search",          staff,                               About::nothing,  Takes::json,     64_KiB,       api::search},
    Route{Method::get,  "/searches/{search}/hits",                 "found",           staff,                               About::nothing,  Takes::nothing,  0,            api::found},
    Route{Method::get,  "/cases",                                  "cases",           staff,                               About::nothing,  Takes::nothing,  0,            api::cases},
    Route{Method::get,  "/cases/{case}",                           "case",            staff,                               About::case_,    Takes::nothing,  0,            api::case_view},
    Route{Method::post, "/cases/{case}/acts",                      "act",             clerk | lawyer | leader,             About::task,     Takes::json,     1_MiB,        api::act, once},
    Route{Method::get,  "/cases/{case}/receipts/{event}",          "receipt",         clerk | lawyer | leader | auditor,   About::task,     Takes::nothing,  0,            api::receipt},
    Route{Method::post, "/cases/{case}/looks",                     "look",            staff,                               About::case_,    Takes::json,     64_KiB,       api::look},
    Route{Method::get,  "/cases/{case}/duplicates",                "duplicates",      staff,                               About::case_,    Takes::nothing,  0,            api::duplicates},
    Route{Method::post, "/cases/{case}/duplicates",                "decide_duplicate", clerk,                              About::case_,    Takes::json,     64_KiB,       api::decide_duplicate, once},
    Route{Method::put,  "/cases/{case}/matter",                    "set_matter",      clerk,                               About::case_,    Takes::json,     64_KiB,       api::set_matter},
    Route{Method::get,  "/cases/{case}/form",                      "form",            clerk | leader | auditor,            About::case_,    Takes::nothing,  0,            api::form},
    Route{Method::put,  "/cases/{case}/form",                      "save_form",       clerk,                               About::case_,    Takes::json,     1_MiB,        api::save_form},
    Route{Method::post, "/cases/{case}/preview",                   "preview",         clerk,                               About::case_,    Takes::json,     1_MiB,        api::preview},
    Route{Method::get,  "/previews/{token}/pages/{n}",             "preview_page",    clerk,                               About::nothing,  Takes::nothing,  0,            api::preview_page},
    Route{Method::post, "/cases/{case}/answers",                   "answer",          clerk | lawyer,                      About::task,     Takes::json,     64_KiB,       api::answer, once},
    Route{Method::post, "/cases/{case}/proofs",                    "keep_proof",      clerk,                               About::case_,    Takes::file,     20_MiB,       api::keep_proof, once},
    Route{Method::get,  "/cases/{case}/documents/{key}",           "document",        clerk | lawyer | leader | auditor,   About::case_,    Takes::nothing,  0,            api::document},
    Route{Method::get,  "/cases/{case}/documents/{key}/pages/{n}", "document_page",   clerk | lawyer | leader | auditor,   About::case_,    Takes::nothing,  0,            api::document_page},
    Route{Method::get,  "/cases/{case}/slips/{document}",          "slip",            clerk,                               About::case_,    Takes::nothing,  0,            api::slip},
    Route{Method::get,  "/cases/{case}/documents/{key}/pdf",       "document_pdf",    clerk | leader | auditor,            About::case_,    Takes::nothing,  0,            api::document_pdf},
    Route{Method::get,  "/audit/record",                           "audit_record",    auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_record},
    Route{Method::post, "/audit/record/export",                    "audit_export",    auditor,                             About::nothing,  Takes::json,     64_KiB,       api::audit_export},
    Route{Method::get,  "/audit/record/{event}",                   "audit_event",     auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_event},
    Route{Method::get,  "/audit/choices",                          "audit_choices",   auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_choices},
    Route{Method::get,  "/audit/looks",                            "audit_looks",     auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_looks},
    Route{Method::get,  "/audit/chain",                            "audit_chain",     auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_chain},
    Route{Method::post, "/audit/chain",                            "audit_check",     auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_check},
    Route{Method::get,  "/audit/ledger",                           "audit_ledger",    auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_ledger},
    Route{Method::get,  "/audit/days",                             "audit_days",      auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_days},
    Route{Method::get,  "/audit/days/{day}",                       "audit_day",       auditor,                             About::nothing,  Takes::nothing,  0,            api::audit_day},
    Route{Method::get,  "/reviews",                                "reviews",         lawyer,                              About::nothing,  Takes::nothing,  0,            api::reviews},
    Route{Method::get,  "/reviews/{case}/parties",                 "parties",         lawyer,                              About::task,     Takes::nothing,  0,            api::parties},
    Route{Method::get,  "/reviews/{case}",                         "review_file",     lawyer,                              About::case_,    Takes::nothing,  0,            api::review_file},
    Route{Method::get,  "/reviews/{case}/lease",                   "task_lease",      lawyer,                              About::task,     Takes::nothing,  0,            api::task_lease},
    Route{Method::post, "/reviews/{case}/lease",                   "prolong",         lawyer,                              About::case_,    Takes::nothing,  0,            api::prolong},
    Route{Method::get,  "/approvals",                              "approvals",       leader,                              About::nothing,  Takes::nothing,  0,            api::approvals},
    Route{Method::get,  "/admin/settings",                         "admin_settings", administrator | auditor,             About::nothing,  Takes::nothing,  0,            api::admin_settings},
    Route{Method::put,  "/admin/settings/{setting}",               "change_setting", administrator,                       About::nothing,  Takes::json,     64_KiB,       api::change_setting},
    Route{Method::get,  "/admin/people",                           "admin_people",   administrator | auditor,             About::nothing,  Takes::nothing,  0,            api::admin_people},
    Route{Method::post, "/admin/people",                           "add_person",     administrator,                       About::nothing,  Takes::json,     64_KiB,       api::add_person},
    Route{Method::put,  "/admin/people/{person}",                  "change_person",  administrator,                       About::nothing,  Takes::json,     64_KiB,       api::change_person},
    Route{Method::get,  "/admin/people/{person}/effects",          "person_effects", administrator,                       About::nothing,  Takes::nothing,  0,            api::person_effects},
    Route{Method::post, "/admin/people/{person}/account",          "change_account", administrator,                       About::nothing,  Takes::json,     64_KiB,       api::change_account},
    Route{Method::del,  "/admin/people/{person}/sessions/{session}", "end_session",    administrator,                       About::nothing,  Takes::nothing,  0,            api::end_session},
    Route{Method::get,  "/admin/contracts",                        "admin_contracts", administrator | auditor,             About::nothing,  Takes::nothing,  0,            api::admin_contracts},
    Route{Method::put,  "/admin/contracts/{contract}",             "change_contract", administrator,                       About::nothing,  Takes::json,     64_KiB,       api::change_contract},
    Route{Method::get,  "/admin/calendars",                        "admin_calendars", administrator | auditor,             About::nothing,  Takes::nothing,  0,            api::admin_calendars},
    Route{Method::post, "/admin/calendars/{year}/comparison",      "compare_year",   administrator,                       About::nothing,  Takes::json,     64_KiB,       api::compare_year},
    Route{Method::put,  "/admin/calendars/{year}",                 "publish_year",   administrator,                       About::nothing,  Takes::json,     64_KiB,       api::publish_year},
    Route{Method::get,  "/admin/organs",                           "admin_organs",   administrator | auditor,             About::nothing,  Takes::nothing,  0,            api::admin_organs},
    Route{Method::put,  "/admin/organs/{organ}",                   "change_organ",   administrator,                       About::nothing,  Takes::json,     64_KiB,       api::change_organ},
};
// clang-format on

} // namespace

std::span<const Route> routes() { return table; }

} // namespace docket::http
