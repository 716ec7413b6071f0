using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Evaluation;

public class EvaluationTests
{
    [Fact]
    public void The_report_agrees_with_counting_by_hand()
    {
        Predictions answers = Made(
            [
                [5, 1, 0],
                [0, 3, 2],
                [1, 0, 4],
                [2, 1, 0],
            ],
            [0, 2, 2, 1]
        );
        var report = new EvaluationReport(answers, (new SoftmaxCrossEntropy(), true), 1);
        Assert.Equal(2, report.Correct);
        Assert.Equal(0.5, report.Accuracy);
        Assert.Equal(1.0, report.TopTwo);
        Assert.Equal(1, report.Confusion[2, 1]);
        Assert.Equal(0.5, report.Confusion.Precision(0));
        Assert.Equal(1.0, report.Confusion.Recall(0));
        Assert.Equal(2 / 3.0, report.Confusion.F1(0), 12);
        Assert.Equal([1, 3], report.Mistakes.Select(m => m.Index).Order());
        Assert.All(report.Mistakes, m => Assert.True(m.AnswerProbability > m.LabelProbability));
    }

    [Fact]
    public void The_interval_is_Wilsons()
    {
        (double low, double high) = Intervals.Wilson(9520, 10_000); // by the formula, in Python
        Assert.Equal(0.947634, low, 5e-6);
        Assert.Equal(0.956019, high, 5e-6);
        Assert.Equal((0, 1), Intervals.Wilson(0, 0));
    }

    [Fact]
    public void The_temperature_that_made_the_labels_is_found_again()
    {
        const int Count = 20_000;
        float[] z = Draws.Normal(Count * 4, 3);
        var labels = new byte[Count];
        Limpid.Numerics.RandomStream random = new(5);
        var p = new double[4];
        for (int i = 0; i < Count; i++)
        {
            Calibration.Probabilities(z.AsSpan(4 * i, 4), 0.5, p);
            double u = random.NextDouble();
            int k = 0;
            while (k < 3 && u >= p[k])
                u -= p[k++];
            labels[i] = (byte)k;
        }
        Predictions answers = Made([.. z.Chunk(4)], labels);
        Assert.Equal(0.5, Calibration.FitTemperature(answers), 0.02);
        Assert.InRange(Calibration.ExpectedError(answers, 0.5), 0, 0.02);
        Assert.InRange(Calibration.ExpectedError(answers, 0.1), 0.1, 1);
    }

    [Fact]
    public void Nothing_to_evaluate_is_no_error()
    {
        var report = new EvaluationReport(Made([], []), (new SquaredError(), false), 1);
        Assert.Equal((0, 0.0), (report.Count, report.Accuracy));
    }

    [Fact]
    public void Answers_written_over_former_ones_are_those_of_a_new_run_and_those_of_another_size_are_refused()
    {
        using var workers = new Workers(2);
        Dataset digits = SyntheticDigits.Draw(300, seed: 3);
        var evaluator = new Evaluator(new Network(new(digits.Item, new([new Dense(10), new Softmax()])), 1), workers);
        int[] first = [.. Enumerable.Range(0, 150)],
            second = [.. Enumerable.Range(150, 150)];
        Predictions over = evaluator.Run(digits, first),
            fresh = evaluator.Run(digits, second);
        evaluator.Run(digits, second, over);
        Assert.Equal(fresh.Outputs.Span, over.Outputs.Span);
        Assert.Equal(fresh.Labels, over.Labels);
        Assert.Equal(
            Fault.Mismatch,
            Assert
                .Throws<LimpidException>(() =>
                {
                    evaluator.Run(digits, first.AsMemory(1), over);
                })
                .Fault
        );
    }

    [Fact]
    public void Probabilities_of_many_are_those_of_each_in_single_precision()
    {
        Predictions answers = Made(
            [
                [1, -2, 3],
                [0, 0, 0],
                [-50, 4, 4],
                [9, 8, -7],
            ],
            [0, 1, 2, 0]
        );
        var many = new float[9];
        answers.Probabilities(1, 2.5, many);
        var each = new double[3];
        for (int i = 0; i < 3; i++)
        {
            answers.Probabilities(1 + i, 2.5, each);
            for (int k = 0; k < 3; k++)
                Assert.Equal(each[k], many[3 * i + k], 1e-6);
        }
    }

    [Fact]
    public void A_class_is_the_highest_where_the_highest_is_that_class_ties_and_all() =>
        Gen.Int[-2, 2]
            .Array[1, 12]
            .Sample(levels =>
            {
                float[] scores = [.. levels.Select(level => (float)level)];
                for (int k = 0; k < scores.Length; k++)
                    Assert.Equal(Predictions.Highest(scores) == k, Predictions.IsHighest(scores, k));
            });

    private static Predictions Made(float[][] scores, byte[] labels)
    {
        var answers = new Predictions(labels.Length, scores.Length == 0 ? 3 : scores[0].Length);
        float[] flat = [.. scores.SelectMany(s => s)];
        answers.Write(0, labels, new(flat, labels.Length, answers.Classes), new(flat, labels.Length, answers.Classes));
        return answers;
    }
}
