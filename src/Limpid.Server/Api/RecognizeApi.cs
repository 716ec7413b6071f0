using Limpid.Drawing;
using Limpid.Imaging;
using Limpid.Numerics;
using Limpid.Recognition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>A drawn digit.</summary>
/// <param name="Strokes">Strokes of points [x, y], in any unit; y runs downward.</param>
/// <param name="Smallest">What reaches no further than this is a dot; 0 if missing.</param>
internal sealed record DrawnDigit(double[][][] Strokes, double Smallest = 0);

/// <summary>What the network answers.</summary>
/// <param name="Answer">digit, unsure or not-a-digit.</param>
/// <param name="Digit">The likeliest class.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="RunnerUp">The second likeliest class.</param>
/// <param name="Probabilities">softmax(z / T) of each class.</param>
/// <param name="IsBlank">Whether there was no ink at all.</param>
internal sealed record Recognized(
    string Answer,
    string Digit,
    float Confidence,
    string RunnerUp,
    float[] Probabilities,
    bool IsBlank
);

/// <summary>One digit in, one answer out.</summary>
internal static class RecognizeApi
{
    private const int Numbers = 2,
        MostPoints = 100_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/recognize", Recognize)
            .WithSummary("Reads one digit")
            .WithDescription(
                "Strokes as JSON, or a PNG, JPEG or WebP picture of one digit. Changes nothing, and needs no token."
            )
            .Accepts<DrawnDigit>(
                "application/json",
                "image/png",
                "image/jpeg",
                "image/webp",
                "application/octet-stream"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Ok<Recognized>> Recognize(
        HttpRequest request,
        ModelCatalogue models,
        CancellationToken stop,
        string? model = null
    )
    {
        Recognizer recognizer = models.Find(model);
        byte[] body = await Bodies.BytesAsync(request, stop).ConfigureAwait(false);
        if (body.Length == 0)
            throw LimpidException.InvalidData("Expected strokes as JSON or a picture, but nothing came.");
        NormalizedPicture picture = request.HasJsonContentType()
            ? Drawn(Bodies.Drawn(body))
            : PictureNormalizer.Normalize(PictureFile.Read(new MemoryStream(body), Limits.Pictures));
        var probabilities = new float[recognizer.ClassNames.Count];
        Prediction said = recognizer.Predict(picture.Pixels, probabilities);
        Answer answer = picture.IsBlank ? Answer.NotADigit : said.Answer;
        return TypedResults.Ok(
            new Recognized(
                AnswerWords.Of(answer),
                recognizer.ClassNames[said.Class],
                said.Confidence,
                recognizer.ClassNames[said.RunnerUp],
                probabilities,
                picture.IsBlank
            )
        );
    }

    private static NormalizedPicture Drawn(DrawnDigit drawn)
    {
        if (drawn.Strokes.Sum(stroke => (long)(stroke?.Length ?? 0)) > MostPoints)
            throw LimpidException.Usage($"A drawing has at most {MostPoints:N0} points here.");
        return StrokeNormalizer.Normalize([.. drawn.Strokes.Select(Stroke)], Math.Max(0, drawn.Smallest));
    }

    private static Stroke Stroke(double[][] points) =>
        new(
            ImmutableSequence.From(
                (points ?? []).Select(point =>
                    point is { Length: Numbers }
                        ? new StrokePoint(point[0], point[1])
                        : throw LimpidException.Usage("A point is [x, y]: two numbers.")
                )
            )
        );
}
