// One adapter a port, each in its own *_sql.cpp: the only files that hold SQL. They keep nothing but a
// reference to the Database, which outlives them; any thread.
#pragma once

#include "pipeline/store/database.hpp"

#include <memory>

namespace docket::store {

std::unique_ptr<Work> sql_work(Database& database);
std::unique_ptr<queue::Jobs> sql_jobs(Database& database);
std::unique_ptr<queue::JobsDesk> sql_jobs_desk(Database& database);
std::unique_ptr<review::CaseStore> sql_cases(Database& database);
std::unique_ptr<review::Record> sql_record(Database& database);
std::unique_ptr<review::Numbering> sql_numbering(Database& database);
std::unique_ptr<review::Directory> sql_directory(Database& database);
std::unique_ptr<review::likeness::Portraits> sql_portraits(Database& database);
std::unique_ptr<flow::Arrivals> sql_arrivals(Database& database);
std::unique_ptr<flow::Pages> sql_pages(Database& database);
std::unique_ptr<flow::Batches> sql_batches(Database& database);
std::unique_ptr<flow::ArchiveCopies> sql_archive_copies(Database& database);
std::unique_ptr<flow::LedgerBooks> sql_ledger(Database& database);
std::unique_ptr<flow::BylawsBook> sql_bylaws(Database& database);
std::unique_ptr<flow::Installations> sql_installations(Database& database);
std::unique_ptr<desk::WorkingCopies> sql_working_copies(Database& database);
std::unique_ptr<flow::FindingAnswers> sql_answers(Database& database);
std::unique_ptr<desk::Verifications> sql_verifications(Database& database);
std::unique_ptr<desk::Corrections> sql_corrections(Database& database);
std::unique_ptr<desk::Searches> sql_searches(Database& database);
std::unique_ptr<desk::BatchLists> sql_batch_lists(Database& database);
std::unique_ptr<desk::Lists> sql_lists(Database& database);
std::unique_ptr<search::Index> sql_search_index(Database& database);
std::unique_ptr<desk::RecordLists> sql_record_lists(Database& database);
std::unique_ptr<desk::DayBooks> sql_day_books(Database& database);
std::unique_ptr<flow::ChainBoard> sql_chain_board(Database& database);
std::unique_ptr<access::Accounts> sql_accounts(Database& database);
std::unique_ptr<access::Sessions> sql_sessions(Database& database);
std::unique_ptr<access::TryBook> sql_tries(Database& database);
std::unique_ptr<access::FactorBook> sql_factors(Database& database);
std::unique_ptr<access::Bindings> sql_bindings(Database& database);
std::unique_ptr<access::Departures> sql_departures(Database& database);
std::unique_ptr<access::OnceBook> sql_once(Database& database);

} // namespace docket::store
