using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Cli.Views;
using Limpid.Files;
using Limpid.Recognition;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid predict IMAGE...</c>: what a model reads in pictures.</summary>
internal static class PredictCommand
{
    private const string Notes = """
        Examples:
          limpid predict photo-of-a-3.png
          limpid predict *.png --model runs/2026-11-23-001-mnist --quiet
          limpid predict t10k-images-idx3-ubyte --index 0 1 2
          magick photo.heic png:- | limpid predict -

        A picture of 28x28 is taken as it is. A larger one may be a photo of one digit,
        dark on light or light on dark: ink and paper are told apart, and the digit is
        brought into the middle of 28x28 as MNIST's were.
        A model from limpid train answers a digit with its probability, or "unsure: 4 or 9",
        or "not a digit"; --json says which as "answer": "digit", "unsure", "not-a-digit".
        One bad picture does not stop the others; the exit code is that of the first.
        """;

    public static Command Create(Host host)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = "PNG, JPEG, WebP, BMP, GIF or IDX files; - is standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> model = ModelArgument.Option(host);
        Option<int> views = ModelArgument.Views();
        Option<int[]> index = WholeNumber.Several(
            "--index",
            "Which pictures of an IDX file, one or several, counted from 0",
            0
        );
        var quiet = new Option<bool>("--quiet") { Description = "One line a picture, nothing drawn" };
        var command = new Verb("predict", "Reads pictures", Notes) { images, model, views, index, quiet };
        command.SetAction(parsed =>
        {
            (_, Model read) = ModelArgument.Read(host, parsed.GetRequiredValue(model), parsed.GetValue(views));
            var reading = new Reading(host, new Recognizer(read), isDrawn: host.IsTerminal && !parsed.GetValue(quiet));
            foreach (string image in parsed.GetRequiredValue(images))
                reading.Read(image, parsed.GetValue(index) ?? []);
            return reading.Code;
        });
        return command;
    }

    /// <summary>Reads picture after picture and remembers what the process shall answer.</summary>
    private sealed class Reading(Host host, Recognizer recognizer, bool isDrawn)
    {
        private readonly float[] _probabilities = new float[recognizer.ClassNames.Count];
        private int _failure,
            _answers;

        /// <summary>The first failure's; pictures that are all blank are one.</summary>
        public int Code =>
            _failure != 0 ? _failure
            : _answers > 0 ? ExitCode.Success
            : ExitCode.InvalidData;

        public void Read(string image, int[] indices)
        {
            try
            {
                foreach (PictureInput picture in PictureInput.Open(host, image, indices, recognizer.Pixels))
                    Look(picture);
            }
            catch (LimpidException exception)
            {
                int code = ExitCode.Of(exception.Fault);
                if (_failure == 0)
                    _failure = code;
                host.Json(
                    new()
                    {
                        ["file"] = image,
                        ["error"] = exception.Message,
                        ["exitCode"] = code,
                    }
                );
                host.Error.WriteLine(
                    Printable.Of(
                        "limpid: "
                            + $"{(exception.Message.StartsWith(image, StringComparison.Ordinal) ? "" : $"{image}: ")}{exception.Message}"
                    )
                );
            }
        }

        private void Look(PictureInput picture)
        {
            if (picture.IsBlank)
            {
                host.Json(Named(picture, new() { ["answer"] = AnswerWords.Of(Answer.NotADigit), ["blank"] = true }));
                host.Line($"{picture.Name}: not a digit: no ink stands out from the paper");
                return;
            }
            Prediction answer = recognizer.Predict(picture.Pixels, _probabilities);
            _answers++;
            if (host.IsJson)
                host.Json(Describe(picture, answer));
            else
                PredictionView.Write(host, picture, recognizer.ClassNames, answer, _probabilities, isDrawn);
        }

        private JsonObject Describe(PictureInput picture, Prediction answer) =>
            Named(
                picture,
                new()
                {
                    ["answer"] = AnswerWords.Of(answer.Answer),
                    ["class"] = answer.Class,
                    ["name"] = recognizer.ClassNames[answer.Class],
                    ["confidence"] = answer.Confidence,
                    ["runnerUp"] = answer.RunnerUp,
                    ["probabilities"] = new JsonArray([.. _probabilities.Select(p => (JsonNode)p)]),
                }
            );

        private static JsonObject Named(PictureInput picture, JsonObject answer)
        {
            answer.Insert(0, "file", picture.File);
            if (picture.Index is { } index)
                answer.Insert(1, "index", index);
            return answer;
        }
    }
}
