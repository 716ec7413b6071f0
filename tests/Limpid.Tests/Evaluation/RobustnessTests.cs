using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Evaluation;
using Limpid.Tests.Training;

namespace Limpid.Tests.Evaluation;

public class RobustnessTests
{
    [Fact]
    public void It_is_the_accuracy_on_each_corrupted_set_on_any_number_of_threads()
    {
        Network network = TrainingTests.Train(TrainingTests.Small(), 1).Result();
        Dataset digits = SyntheticDigits.Draw(120, seed: 9);
        int[] chosen = [.. Enumerable.Range(20, 100)];
        using Workers one = new(1),
            two = new(2);
        Robustness measured = Robustness.Measure(network, digits, chosen, 1, two);
        Assert.Equal(Corruption.All.Select(kind => kind.Name), measured.Kinds.Select(kind => kind.Corruption));
        Assert.Equal(new Evaluator(network, one).Run(digits, chosen).Correct() / 100.0, measured.Clean);
        Assert.Equal(
            Corruption.All.Select(kind =>
                new Evaluator(network, one).Run(kind.Apply(digits, chosen, 1, one)).Correct()
            ),
            measured.Kinds.Select(kind => kind.Correct)
        );
        Assert.Equal(measured.Mean, measured.Kept * measured.Clean, 12);
        Assert.InRange(measured.Kept, 0.1, 1);
    }
}
