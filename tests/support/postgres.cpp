#include "tests/support/postgres.hpp"

#include "pipeline/base/handle.hpp"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <thread>

namespace docket::testing {

namespace {
using namespace std::chrono_literals;
using Connection = Handle<PGconn, PQfinish>;
using Answer = Handle<PGresult, PQclear>;

const std::string binaries = "/usr/lib/postgresql/15/bin/";
const std::string its_user = "docket-test";
constexpr auto patience = 30s;

void must(const Ended& ended, const std::string& what) {
    if (ended.exit != 0) throw std::runtime_error(what + " failed: " + ended.out + ended.err);
}

// Several test programs may come here at once: useradd says 9 to whom somebody was quicker, 1 while another
// holds the list of users.
void make_user() {
    for (int i = 0; ::getpwnam(its_user.c_str()) == nullptr; ++i) {
        const auto made = run({"useradd", "--system", "--no-create-home", its_user});
        if (made.exit != 0 && made.exit != 1 && made.exit != 9) must(made, "useradd");
        if (i == 100) throw std::runtime_error("no user " + its_user + " could be made");
        std::this_thread::sleep_for(100ms);
    }
}
} // namespace

PostgresServer::PostgresServer(Disk disk)
    : disk_(disk), own_(disk == Disk::forgotten ? TemporaryFolder::in_memory() : "/var/tmp"),
      folder_(own_->path()) {
    make();
}

PostgresServer::PostgresServer(Disk disk, const std::filesystem::path& place)
    : disk_(disk), folder_(std::filesystem::absolute(place)) {
    std::filesystem::create_directories(folder_);
    make();
}

void PostgresServer::make() {
    if (::geteuid() == 0) {
        make_user();
        user_ = its_user;
        const auto* entry = ::getpwnam(its_user.c_str());
        if (::chown(folder_.c_str(), entry->pw_uid, entry->pw_gid) != 0)
            throw std::runtime_error("the folder of the server could not be given to its user");
    }
    if (!std::filesystem::exists(folder_ / "data"))
        must(run(as_its_user({binaries + "initdb", "-D", folder_ / "data", "-U", "docket", "-A", "trust",
                              "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"})),
             "initdb");
    start();
}

PostgresServer::~PostgresServer() {
    if (server_) stop();
}

std::vector<std::string> PostgresServer::as_its_user(std::vector<std::string> words) const {
    std::vector<std::string> whole{"setpriv", "--pdeathsig", "QUIT"};
    if (!user_.empty()) whole.insert(whole.end(), {"--reuid", user_, "--regid", user_, "--clear-groups"});
    whole.insert(whole.end(), words.begin(), words.end());
    return whole;
}

void PostgresServer::start() {
    const auto folder = folder_.string();
    std::vector<std::string> words{binaries + "postgres",         "-D", folder + "/data", "-k", folder, "-c",
                                   "listen_addresses=" + listens_};
    if (disk_ == Disk::forgotten)
        words.insert(words.end(),
                     {"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c",
                      "shared_buffers=32MB", "-c", "autovacuum=off"});
    server_ = std::make_unique<Program>(as_its_user(std::move(words)));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (PQping(address("postgres").c_str()) != PQPING_OK) {
        if (!server_->runs()) throw std::runtime_error("the server did not start: " + server_->wait().err);
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the server does not answer");
        std::this_thread::sleep_for(10ms);
    }
}

void PostgresServer::stop() {
    server_->kill(SIGINT); // "fast": open transactions are rolled back
    server_->wait();
    server_.reset();
}

void PostgresServer::crash() {
    server_->kill(SIGQUIT); // "immediate": nothing is tidied up, the next start recovers
    server_->wait();
    server_.reset();
}

void PostgresServer::rest() {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (ask(address("postgres"), "SELECT count(*) FROM pg_stat_activity WHERE backend_type = "
                                    "'autovacuum worker'") != "0" &&
           std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(100ms);
    ask(address("postgres"), "CHECKPOINT");
}

void PostgresServer::listen(const std::string& address, const std::string& net) {
    listens_ = address;
    std::ofstream(folder_ / "data/pg_hba.conf", std::ios::app) << "host all all " << net << " trust\n";
    stop();
    start();
}

std::string PostgresServer::address(const std::string& database) const {
    return "postgresql://docket@/" + database + "?host=" + folder_.string();
}

std::string PostgresServer::new_database() {
    std::string name;
    {
        const std::scoped_lock lock(mutex_);
        name = "office" + std::to_string(++databases_);
    }
    ask(address("postgres"), "CREATE DATABASE " + name);
    return address(name);
}

std::string PostgresServer::ask(const std::string& address, const std::string& sql) {
    const auto all = rows(address, sql);
    return all.empty() ? "" : all.front().front();
}

std::vector<std::vector<std::string>> PostgresServer::rows(const std::string& address,
                                                           const std::string& sql) {
    const Connection connection(PQconnectdb(address.c_str()));
    const Answer answer(PQexec(connection.get(), sql.c_str()));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
    std::vector<std::vector<std::string>> out;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        out.emplace_back();
        for (int column = 0; column < PQnfields(answer.get()); ++column)
            out.back().emplace_back(PQgetvalue(answer.get(), row, column));
    }
    return out;
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    return server;
}

} // namespace docket::testing
