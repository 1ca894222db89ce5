// The engines a store runs on, for suites that hold for each of them: where a store lies, and how it is
// opened again. One thread.
#pragma once

#include "pipeline/store/store.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace docket::testing {

enum class Engine { sqlite, postgres };
inline std::string name(Engine engine) { return engine == Engine::sqlite ? "Sqlite" : "Postgres"; }
inline void PrintTo(Engine engine, std::ostream* out) { *out << name(engine); }
// For INSTANTIATE_TEST_SUITE_P; what runs on PostgreSQL is found by that word (docket_test, WITH_POSTGRES).
inline auto engines() { return ::testing::Values(Engine::sqlite, Engine::postgres); }
inline std::string engine_name(const ::testing::TestParamInfo<Engine>& tested) { return name(tested.param); }

// A place for one store, empty at first; gone with its owner, after the stores opened in it.
class StorePlace {
  public:
    explicit StorePlace(Engine engine) {
        if (engine == Engine::postgres) settings_.server = PostgresServer::shared().new_database();
    }
    const store::StoreSettings& settings() const { return settings_; }
    // As another process would open it.
    std::unique_ptr<store::Store> open() const { return store::open_store(settings_).value(); }

  private:
    TemporaryFolder folder_{TemporaryFolder::in_memory()};
    store::StoreSettings settings_{.file = folder_.path() / "docket.db"};
};

} // namespace docket::testing
