// The inside of the child that opens strangers' files. One thread of a process of its own.
#pragma once

#include <span>
#include <string>

namespace docket::intake {

// The whole hidden verb `docket unpack-child`: answers the requests of pipeline/intake/unpack_json.hpp on
// stdin and stdout, framed, until stdin ends. Takes no arguments; exit status 2 when given one.
int unpack_child_main(std::span<const std::string> arguments);

} // namespace docket::intake
