using Limpid.Data;
using Limpid.Datasets;
using Limpid.Drawing;
using Limpid.Imaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>A digit of a data set.</summary>
/// <param name="Set">training or test.</param>
/// <param name="Index">Its place there, from 0.</param>
/// <param name="Label">What was written.</param>
/// <param name="Pixels">28 rows of 28 numbers, one after the other; 0 is paper, 255 ink.</param>
internal sealed record DigitAnswer(string Set, int Index, string Label, int[] Pixels);

/// <summary>MNIST's digits, one by one; and the files that the page works with.</summary>
internal static class DataApi
{
    // lies beside the files where they are only a thousand digits: all of MNIST goes before them
    private const string Notice = "NOTICE";
    private static readonly string[] Names = [.. new Mnist().Files.All.Select(file => file.Name)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/data/{set}/{index:int}", Digit)
            .WithSummary("A digit of MNIST")
            .WithDescription(
                "set is training or test. JSON, or a PNG picture where that is accepted: Accept: image/png."
            )
            .Produces<DigitAnswer>()
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/data/{file}.gz", File).ExcludeFromDescription();
    }

    /// <summary>A file as it lies on the disk, packed or not: the page sees which. Only the four of MNIST have names
    /// here.</summary>
    private static IResult File(string file, LabOptions options)
    {
        if (!Names.Contains(file, StringComparer.Ordinal))
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        string folder = Path.Combine(options.Site, "data"),
            built = Path.Combine(folder, $"{file}.gz");
        bool isWhole = System.IO.File.Exists(built) && !System.IO.File.Exists(Path.Combine(folder, Notice));
        string? path = isWhole
            ? built
            : options.Late?.ShownFiles?.GetValueOrDefault(file)
                ?? options.DigitFiles.GetValueOrDefault(file)
                ?? (System.IO.File.Exists(built) ? built : null);
        return path is null
            ? TypedResults.StatusCode(StatusCodes.Status404NotFound)
            : TypedResults.PhysicalFile(path, "application/octet-stream");
    }

    private static IResult Digit(string set, int index, LabOptions options, HttpRequest request)
    {
        Dataset digits = (
            set switch
            {
                "training" => options.DigitsNow?.Training,
                "test" => options.DigitsNow?.Test,
                _ => throw new LimpidException(Fault.NotFound, $"There is no set {set} here, but training and test."),
            }
        )
            ?? throw new LimpidException(Fault.NotFound, options.WhyNoDigits);
        if (index < 0 || index >= digits.Count)
            throw new LimpidException(
                Fault.NotFound,
                $"The set {set} has the digits 0 to {digits.Count - 1}, but {index} was asked for."
            );
        if (!request.Headers.Accept.ToString().Contains("image/png", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Ok(
                new DigitAnswer(set, index, digits.ClassNames[digits.Labels[index]], [.. digits.Picture(index)])
            );
        var png = new MemoryStream();
        PictureFile.WritePng(
            png,
            new GrayImage(digits.Item.Width, digits.Item.Height, digits.Picture(index).ToArray())
        );
        return TypedResults.Bytes(png.ToArray(), "image/png");
    }
}
