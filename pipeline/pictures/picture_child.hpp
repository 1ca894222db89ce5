// The program of the child that makes page pictures: answers one request after another on its streams.
#pragma once

#include <span>
#include <string>

namespace docket::pictures {

int picture_child_main(std::span<const std::string> arguments); // the exit status

} // namespace docket::pictures
