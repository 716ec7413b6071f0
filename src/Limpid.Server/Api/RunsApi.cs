using Limpid.Runs;
using Limpid.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>A run folder in a line.</summary>
internal sealed record RunAnswer(
    string Name,
    string Progress,
    string Network,
    int Epochs,
    double? TestAccuracy,
    int? Parameters,
    string? Problem
);

/// <summary>A run folder.</summary>
internal sealed record RunDetails(RunAnswer Run, IEnumerable<EpochAnswer> Metrics);

/// <summary>What an epoch of a run brought.</summary>
internal sealed record EpochAnswer(
    int Epoch,
    long Step,
    double TrainingLoss,
    double TrainingAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy
);

/// <summary>The runs of <c>limpid train</c>, to look at.</summary>
internal static class RunsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/runs", (LabOptions options) =>
                TypedResults.Ok(options.Runs.List().Select(name => Of(Folder(options, name))))
            )
            .WithSummary("The run folders, newest first");
        routes
            .MapGet("/api/runs/{name}", (string name, LabOptions options) =>
            {
                RunFolder folder = Folder(options, name);
                return TypedResults.Ok(new RunDetails(Of(folder), folder.ReadMetrics().Select(Of)));
            })
            .WithSummary("One run, epoch by epoch")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RunFolder Folder(LabOptions options, string name) => new(options.Runs.Resolve(name));

    private static RunAnswer Of(RunFolder folder)
    {
        RunSummary run = RunSummary.Read(folder);
        string progress = run.Progress switch
        {
            RunProgress.Finished => "finished",
            RunProgress.Running => "running",
            RunProgress.Interrupted => "interrupted",
            _ => "damaged",
        };
        return new(
            run.Name,
            progress,
            run.Network,
            run.Epochs,
            run.Result?.TestAccuracy,
            run.Result?.Parameters,
            run.Problem
        );
    }

    private static EpochAnswer Of(EpochReport e) =>
        new(e.Epoch, e.Step, e.TrainingLoss, e.TrainingAccuracy, e.ValidationLoss, e.ValidationAccuracy);
}
