using System.Globalization;
using System.Text.Json;

namespace Limpid.Race;

/// <summary>What an engine answers to a <see cref="Job"/>: one line on its standard output.</summary>
internal abstract record EngineReply
{
    private const string DoneWord = "done",
        CannotWord = "cannot",
        FailedWord = "failed",
        Nothing = "-";

    /// <summary>Reads a line; one that is no reply is a failure that quotes it.</summary>
    public static EngineReply Parse(string? line) =>
        line?.Split(' ', 3) switch
        {
            [DoneWord, var seconds, var answers] when Number(seconds) is { } measured && IsAnswers(answers) => new Done(
                measured,
                answers == Nothing ? "" : answers
            ),
            [CannotWord, ..] => new Cannot(line[CannotWord.Length..].Trim()),
            [FailedWord, ..] => new Failed(line[FailedWord.Length..].Trim()),
            null => new Failed("it ended without a word"),
            _ => new Failed($"expected '{DoneWord} SECONDS ANSWERS', but it said '{line}'"),
        };

    /// <summary>Reads what `limpid predict --json` says of a picture; the time is the race's to take.</summary>
    public static EngineReply ParseJson(string said)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(said);
            return
                answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("class", out JsonElement number)
                ? new Done(0, number.ToString())
                : new Failed($"it gave no class, but said '{said}'");
        }
        catch (JsonException)
        {
            return new Failed($"expected JSON, but it said '{said}'");
        }
    }

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && double.IsFinite(seconds)
        && seconds >= 0
            ? seconds
            : null;

    private static bool IsAnswers(string word) => word == Nothing || word.All(char.IsAsciiDigit);

    /// <summary>Done, and measured by the engine's own clock.</summary>
    /// <param name="Seconds">An epoch, an image, a product: what the job is about.</param>
    /// <param name="Answers">The class of each picture, a digit each; empty where there are none. The race judges them,
    /// not the engine.</param>
    public sealed record Done(double Seconds, string Answers = "") : EngineReply
    {
        /// <summary>The most memory of a process of its own, where the race looked.</summary>
        public double? PeakMebibytes { get; init; }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DoneWord} {Seconds:R} {(Answers.Length == 0 ? Nothing : Answers)}"
            );
    }

    /// <summary>The engine has no such thing.</summary>
    public sealed record Cannot(string Reason) : EngineReply
    {
        public override string ToString() => $"{CannotWord} {Reason}";
    }

    /// <summary>The engine tried, and something went wrong.</summary>
    public sealed record Failed(string Reason) : EngineReply
    {
        public override string ToString() => $"{FailedWord} {Reason.ReplaceLineEndings(" ")}";
    }
}
