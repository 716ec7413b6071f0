using Limpid.Files;
using Limpid.Onnx;
using Limpid.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>A model in a few words.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Notation">Its architecture in one line.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="ClassNames">The names of its answers.</param>
/// <param name="TestAccuracy">The share of MNIST's test digits that it answered right when it was saved.</param>
/// <param name="CanRefuse">Whether it can answer "not a digit".</param>
/// <param name="WeightsSha256">SHA-256 of its weights.</param>
internal sealed record ModelAnswer(
    string Name,
    string Notation,
    int Parameters,
    string[] ClassNames,
    double? TestAccuracy,
    bool CanRefuse,
    string WeightsSha256
);

/// <summary>The models that come with Limpid, and any model as ONNX.</summary>
internal static class ModelApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/model", (ModelCatalogue models, string? name) =>
                TypedResults.Ok(Of(name ?? PretrainedModels.Reference, models))
            )
            .WithSummary("What a model is")
            .WithDescription("reference, unless name says cnn.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapPost("/api/models/onnx", ToOnnx)
            .WithSummary("A model file as ONNX")
            .WithDescription(
                "The body is a Limpid model file (safetensors); the answer is the same network as an ONNX file."
            )
            .Accepts<byte[]>("application/octet-stream")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static ModelAnswer Of(string name, ModelCatalogue models)
    {
        Model model = models.Find(name).Model;
        return new(
            name,
            Notation.Write(model.Network.Architecture),
            model.Network.ParameterCount,
            [.. model.ClassNames],
            model.TestAccuracy,
            model.Rejection is not null,
            model.Network.Sha256()
        );
    }

    private static async Task<FileContentHttpResult> ToOnnx(HttpRequest request, CancellationToken stop)
    {
        byte[] body = await Bodies.BytesAsync(request, stop).ConfigureAwait(false);
        var file = new MemoryStream();
        OnnxModel.Of(ModelFile.Read(new MemoryStream(body), "the model file")).Write(file);
        return TypedResults.File(file.ToArray(), "application/octet-stream", "model.onnx");
    }
}
