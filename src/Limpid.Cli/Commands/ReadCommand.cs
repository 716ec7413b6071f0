using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Cli.Views;
using Limpid.Drawing;
using Limpid.Files;
using Limpid.Imaging;
using Limpid.Recognition;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid read IMAGE...</c>: the digits on photos and scans of pages.</summary>
internal static class ReadCommand
{
    private const string Notes = """
        Examples:
          limpid read page.jpg
          limpid read page.jpg --annotate seen.png
          limpid read scans/*.png --model runs/2026-11-23-001-mnist --quiet
          limpid read page.jpg --json | jq -r .text

        A photo or a scan may hold several lines of digits, dark on light or light on
        dark, in uneven light, on ruled paper, slanting by up to 8 degrees. Each digit
        is followed by how sure the model is of it; spaces stand for wider gaps.
        Everything that looks like ink is read as digits: letters too.
        --annotate replaces a file that is already there, but never the photo itself.
        One bad picture does not stop the others; the exit code is that of the first,
        and 4 where no digits were found on any.
        """;

    public static Command Create(Host host)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = "PNG, JPEG, WebP, BMP or GIF files; - is standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> model = ModelArgument.Option(host);
        Option<int> views = ModelArgument.Views();
        var annotate = new Option<string?>("--annotate")
        {
            Description = "Save the picture with boxes: blue is sure, orange is unsure",
            HelpName = "PNG",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Nothing but what the pages say" };
        var command = new Verb("read", "Reads the digits on photos and scans", Notes)
        {
            images,
            model,
            views,
            annotate,
            quiet,
        };
        command.SetAction(parsed =>
        {
            string[] files = parsed.GetRequiredValue(images);
            string? output = parsed.GetValue(annotate);
            if (output is not null)
                CheckOutput(output, files);
            (_, Model read) = ModelArgument.Read(host, parsed.GetRequiredValue(model), parsed.GetValue(views));
            var reading = new Reading(
                host,
                new PageReader(new Recognizer(read)),
                output,
                parsed.GetValue(quiet),
                IsNamed: files.Length > 1
            );
            foreach (string file in files)
                reading.Read(file);
            return reading.Code;
        });
        return command;
    }

    private static void CheckOutput(string output, string[] files)
    {
        if (files.Length > 1)
            throw LimpidException.Usage(
                $"--annotate saves one picture, but {files.Length} images came. Read them one by one."
            );
        if (files[0] != PictureInput.StandardInput && Path.GetFullPath(output) == Path.GetFullPath(files[0]))
            throw LimpidException.Usage($"--annotate would replace the photo {files[0]} itself. Choose another name.");
    }

    /// <summary>Reads page after page and remembers what the process shall answer.</summary>
    private sealed record Reading(Host Host, PageReader Reader, string? Output, bool IsQuiet, bool IsNamed)
    {
        private int _failure,
            _found;

        /// <summary>The first failure's; pages without digits are one when all are.</summary>
        public int Code =>
            _failure != 0 ? _failure
            : _found > 0 ? ExitCode.Success
            : ExitCode.InvalidData;

        public void Read(string file)
        {
            try
            {
                using Stream stream = PictureInput.OpenStream(Host, file);
                GrayImage image = PictureFile.Read(stream);
                PageReading page = Reader.Read(image);
                if (page.Lines.Count > 0)
                    _found++;
                if (Output is not null)
                    AtomicFile.Write(Output, to => AnnotatedPicture.WritePng(to, image, [.. page.Digits.Select(Note)]));
                Answer(file, page);
            }
            catch (LimpidException exception)
            {
                int code = ExitCode.Of(exception.Fault);
                if (_failure == 0)
                    _failure = code;
                Host.Json(
                    new()
                    {
                        ["file"] = file,
                        ["error"] = exception.Message,
                        ["exitCode"] = code,
                    }
                );
                Host.Error.WriteLine(
                    Printable.Of(
                        "limpid: "
                            + $"{(exception.Message.StartsWith(file, StringComparison.Ordinal) ? "" : $"{file}: ")}{exception.Message}"
                    )
                );
            }
        }

        private void Answer(string file, PageReading page)
        {
            if (Host.IsJson)
                Host.Json(Describe(file, page));
            else if (IsQuiet && page.Lines.Count > 0)
            {
                foreach (PageLine line in page.Lines)
                    Host.Line(IsNamed ? $"{file}: {line.Text}" : line.Text);
            }
            else
                PageView.Write(Host, file, page);
            if (Output is not null && !IsQuiet)
                Host.Line($"Annotated: {Output}");
        }

        private JsonObject Describe(string file, PageReading page)
        {
            var answer = new JsonObject
            {
                ["file"] = file,
                ["text"] = page.Text,
                ["lines"] = new JsonArray([.. page.Lines.Select(Describe)]),
            };
            if (Output is not null)
                answer["annotated"] = Output;
            return answer;
        }

        private static JsonNode Describe(PageLine line) =>
            new JsonObject { ["text"] = line.Text, ["digits"] = new JsonArray([.. line.Digits.Select(Describe)]) };

        private static JsonNode Describe(PageDigit digit) =>
            new JsonObject
            {
                ["answer"] = AnswerWords.Of(digit.Answer.Answer),
                ["class"] = digit.Answer.Class,
                ["name"] = digit.Name,
                ["confidence"] = digit.Answer.Confidence,
                ["afterGap"] = digit.IsAfterGap,
                ["box"] = new JsonObject
                {
                    ["left"] = digit.Box.Left,
                    ["top"] = digit.Box.Top,
                    ["width"] = digit.Box.Width,
                    ["height"] = digit.Box.Height,
                },
            };

        private static PictureNote Note(PageDigit digit) =>
            new(
                digit.Box,
                digit.Name,
                $"{PageView.Percent(digit.Answer)}%",
                PageView.IsSure(digit.Answer) ? NoteTone.Sure : NoteTone.Unsure
            );
    }
}
