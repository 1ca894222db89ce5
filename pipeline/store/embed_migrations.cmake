# cmake -DFOLDER=migrations -DOUT=file.cpp -P embed_migrations.cmake
# Compiles the numbered SQL files into the program, in the order of their numbers.
file(GLOB files RELATIVE "${FOLDER}" "${FOLDER}/[0-9][0-9][0-9][0-9]_*.sql")
list(SORT files)
set(rows "")
set(expected 1)
foreach(file IN LISTS files)
  string(REGEX MATCH "^0*([1-9][0-9]*)_" _ "${file}")
  if(NOT CMAKE_MATCH_1 EQUAL expected)
    message(FATAL_ERROR "${file}: migration ${expected} is missing")
  endif()
  math(EXPR expected "${expected} + 1")
  file(READ "${FOLDER}/${file}" sql)
  string(APPEND rows "    {${CMAKE_MATCH_1}, \"${file}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"pipeline/store/migrations.hpp\"

#include <array>

namespace docket::store {

std::span<const Migration> migrations() {
    static constexpr auto all = std::to_array<Migration>({
${rows}    });
    return all;
}

} // namespace docket::store
")
