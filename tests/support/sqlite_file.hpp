// A database file seen from outside the store, as somebody with a tool would see and change it. One thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;

namespace docket::testing {

class SqliteFile {
  public:
    explicit SqliteFile(const std::filesystem::path& file);
    ~SqliteFile();
    SqliteFile(const SqliteFile&) = delete;
    SqliteFile& operator=(const SqliteFile&) = delete;
    // Rows as text; an error throws std::runtime_error with SQLite's words.
    std::vector<std::vector<std::string>> run(const std::string& sql,
                                              const std::vector<std::string>& values = {});
    std::string one(const std::string& sql); // the first column of the first row

  private:
    sqlite3* db_ = nullptr;
};

} // namespace docket::testing
