using System.CommandLine;
using Limpid.Cli.Training;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid train</c>: trains a network and saves it in a run folder.</summary>
internal static class TrainCommand
{
    private const string Notes = """
        Without options: the network of the video, 784-16-16-10 with sigmoids (13,002
        weights and biases), on MNIST, which is fetched where it is not at hand.

        What decides a training is its recipe. It is laid together from a preset, a
        recipe file, environment variables LIMPID__member and options, the later
        winning, and is stored with the run: the same recipe on the same data gives the
        same weights, bit for bit, on any number of threads. Ctrl-C ends a run so that
        --resume goes on with it.

        Examples:
          limpid train                                  the reference network, in seconds
          limpid train --preset video --seed 3          as the video and Nielsen's book do it
          limpid train --arch 784-128-64-10 --activation relu --lr 0.003
          limpid train --data fashion-mnist --epochs 40       clothes instead of digits
          limpid train --data my-digits/ --from latest        fine-tunes the latest model on a
                                                              folder of pictures by class
          limpid train --optimizer sgd --lr 0.5 --schedule '{"type":"step","everyEpochs":5}'
          limpid train --resume latest                  goes on with an interrupted run
        """;

    public static Command Create(Host host)
    {
        var recipe = new RecipeOptions();
        Option<string> output = new("--output")
        {
            Description = "The run's folder, new or empty; else a new one under runs/",
            HelpName = "DIR",
        };
        Option<string> resume = new("--resume")
        {
            Description = "Go on with an interrupted run: its folder, its name, or latest",
            HelpName = "RUN",
        };
        Option<string> from = new("--from")
        {
            Description = "Begin with the weights of a model (fine-tuning): a file, a run, or latest",
            HelpName = "MODEL",
        };
        Option<int?> threads = WholeNumber.Optional(
            "--threads",
            "Threads, by default one a processor; the result is the same for any number",
            1,
            TrainRequest.MostThreads
        );
        Option<bool> offline = new("--offline") { Description = "Fetch nothing: use only what is on this disk" };
        var command = new Verb("train", "Trains a network and saves it in a run folder", Notes);
        foreach (Option option in recipe.All)
            command.Options.Add(option);
        foreach (Option option in new Option[] { output, resume, from, threads, offline })
            command.Options.Add(option);
        command.SetAction(
            (parsed, stop) =>
                TrainJob.RunAsync(
                    host,
                    new TrainRequest
                    {
                        Options = recipe.Read(parsed),
                        RecipeFile = parsed.GetValue(recipe.File),
                        Data = parsed.GetValue(recipe.Data),
                        Output = parsed.GetValue(output),
                        Resume = parsed.GetValue(resume),
                        From = parsed.GetValue(from),
                        Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
                        Offline = parsed.GetValue(offline),
                    },
                    stop
                )
        );
        return command;
    }
}
