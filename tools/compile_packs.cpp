// compile_packs FILE.cpp: checks and compiles the language packs of the tree, and writes them as the bytes that
// lang/compiled.hpp gives. A wrong table stops the build, with its file, line and cure.
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "lang/compiled.hpp"
#include "lang/packs.hpp"

namespace kept {

std::string_view compiled_packs() { return {}; }

}  // namespace kept

namespace {

// `bytes` as string literals of C++, joined by the compiler.
std::string literals(std::string_view bytes) {
  constexpr std::size_t bytes_of_literal = 2000;
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at % bytes_of_literal == 0) text += at == 0 ? "\"" : "\"\n\"";
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\' && byte != '?') {
      text += bytes[at];
      continue;
    }
    const bool digit_follows = at + 1 < bytes.size() && bytes[at + 1] >= '0' && bytes[at + 1] <= '7';
    const bool whole = digit_follows && (at + 1) % bytes_of_literal != 0;  // of three octal digits
    text += '\\';
    if (whole || byte >= 0100) text += static_cast<char>('0' + (byte >> 6U));
    if (whole || byte >= 010) text += static_cast<char>('0' + ((byte >> 3U) & 7U));
    text += static_cast<char>('0' + (byte & 7U));
  }
  return text + "\"";
}

}  // namespace

int main(int count, char** arguments) {
  const kept::Result<kept::Packs> packs = kept::compile_packs(kept::embedded_files());
  if (!packs) {
    std::fprintf(stderr, "%s\n", to_string(packs.problem()).c_str());
    return 1;
  }
  const std::string bytes = pack_up(packs.value());
  std::FILE* file = count == 2 ? std::fopen(arguments[1], "wb") : nullptr;
  if (file == nullptr) {
    std::fprintf(stderr, "compile_packs: name the file to write\n");
    return 2;
  }
  const std::string source =
      "// Written by tools/compile_packs.cpp; not edited by hand.\n#include <string_view>\n\n"
      "#include \"lang/compiled.hpp\"\n\nnamespace kept {\n\nstd::string_view compiled_packs() {\n"
      "  static constexpr char bytes[] =\n" + literals(bytes) + ";\n  return {bytes, sizeof bytes - 1};\n}\n\n"
      "}  // namespace kept\n";
  const bool written = std::fwrite(source.data(), 1, source.size(), file) == source.size();
  return std::fclose(file) == 0 && written ? 0 : 2;
}
