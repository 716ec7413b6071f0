using System.Text.Json.Serialization;

namespace Limpid.Lab;

/// <summary>What a network is, for the page.</summary>
/// <param name="Notation">Its architecture in one line.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Columns">Its layers as people count them.</param>
/// <param name="ClassNames">The names of its answers.</param>
/// <param name="TestAccuracy">The share of test digits that it answered right when it was saved, where that is
/// known.</param>
/// <param name="CanRefuse">Whether it can answer "not a digit".</param>
public sealed record NetworkCard(
    string Notation,
    int Parameters,
    ColumnCard[] Columns,
    string[] ClassNames,
    double? TestAccuracy,
    bool CanRefuse
);

/// <summary>A layer as people count them.</summary>
/// <param name="Number">From 1; the input is 0.</param>
/// <param name="Kind">What the counted layer is: dense, conv, pool, …</param>
/// <param name="Activation">What follows it: sigmoid, relu, softmax, …; empty where nothing does.</param>
/// <param name="Shape">Channels, height and width of what it answers.</param>
/// <param name="Weights">How many weights it has.</param>
/// <param name="Biases">How many biases it has.</param>
/// <param name="IsPlain">Whether it is a = σ(W a + b) with an activation whose formula and slope the page knows:
/// sigmoid,
/// ReLU, tanh or softmax, and no normalization.</param>
/// <param name="Symbol">What its activation is called in a drawing; missing where it has none that works number by
/// number.</param>
/// <param name="Formula">The activation's formula in one line; missing likewise.</param>
/// <param name="Curve">The activation drawn; missing likewise.</param>
public sealed record ColumnCard(
    int Number,
    string Kind,
    string Activation,
    int[] Shape,
    int Weights,
    int Biases,
    bool IsPlain,
    string? Symbol = null,
    string? Formula = null,
    CurveCard? Curve = null
);

/// <summary>An activation at points that lie evenly.</summary>
/// <param name="From">The first point.</param>
/// <param name="To">The last point.</param>
/// <param name="Values">f at each.</param>
/// <param name="Slopes">f′ at each.</param>
public sealed record CurveCard(float From, float To, float[] Values, float[] Slopes);

/// <summary>An answer.</summary>
/// <param name="Answer">digit, unsure or not-a-digit.</param>
/// <param name="Class">The likeliest class.</param>
/// <param name="RunnerUp">The second likeliest.</param>
/// <param name="Probabilities">softmax(z / T) of each class.</param>
public sealed record PictureReading(string Answer, int Class, int RunnerUp, float[] Probabilities);

/// <summary>How a training goes.</summary>
/// <param name="Step">Steps made.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Images">Training images seen.</param>
/// <param name="Loss">Mean over the steps just made, each measured before its update; missing where none was
/// made.</param>
/// <param name="Accuracy">The same for the share of right answers.</param>
/// <param name="Rate">The learning rate of the latest step.</param>
/// <param name="ImagesPerSecond">Over the time inside steps, of the whole training.</param>
/// <param name="IsFinished">Whether nothing is left to do.</param>
/// <param name="Epochs">The epochs that ended just now.</param>
/// <param name="Problem">Why it can go no further; missing where nothing is wrong.</param>
/// <param name="Beside">How those beside it go; missing where there are none.</param>
public sealed record TrainingNews(
    long Step,
    long Steps,
    int Epoch,
    long Images,
    double? Loss,
    double? Accuracy,
    double Rate,
    double ImagesPerSecond,
    bool IsFinished,
    EpochNews[] Epochs,
    string? Problem = null,
    TrainingNews[]? Beside = null
);

/// <summary>What an epoch brought.</summary>
public sealed record EpochNews(
    int Epoch,
    long Step,
    double TrainingLoss,
    double TrainingAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double[] GradientNorms
);

/// <summary>What was read on a page.</summary>
/// <param name="Lines">From top to bottom; none where no digits were found.</param>
public sealed record PageCard(LineCard[] Lines);

/// <summary>A line of a page.</summary>
/// <param name="Text">Its digits, with spaces where wider gaps are.</param>
/// <param name="Digits">From left to right.</param>
public sealed record LineCard(string Text, DigitCard[] Digits);

/// <summary>A digit on a page.</summary>
/// <param name="Name">What it was read as.</param>
/// <param name="Answer">digit, unsure or not-a-digit.</param>
/// <param name="Confidence">The probability of that class.</param>
/// <param name="Box">Left, top, width and height, in pixels of the picture.</param>
/// <param name="IsAfterGap">Whether another number begins with it.</param>
public sealed record DigitCard(string Name, string Answer, double Confidence, int[] Box, bool IsAfterGap);

/// <summary>How the test digits stand with the network on the desk.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Stale">How many must be looked at again.</param>
/// <param name="StaleBefore">How many of them must be looked at with the unchanged network.</param>
/// <param name="RightBefore">Right answers before any change, of those looked at.</param>
/// <param name="Right">Right answers now, of those looked at.</param>
/// <param name="Milliseconds">What looking at them again has taken.</param>
public sealed record Rescore(int Count, int Stale, int StaleBefore, int RightBefore, int Right, double Milliseconds);

/// <summary>One layer, computed in two ways.</summary>
/// <param name="Products">Weights, and so products w·a.</param>
/// <param name="Loop">Microseconds by two plain loops.</param>
/// <param name="Product">Microseconds by the engine's product.</param>
/// <param name="Together">Microseconds a picture by the engine's product, where it has many at once.</param>
/// <param name="Many">How many.</param>
/// <param name="Apart">The largest difference between the two ways' z.</param>
public sealed record TimingCard(int Products, double Loop, double Product, double Together, int Many, double Apart);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(NetworkCard))]
[JsonSerializable(typeof(PictureReading))]
[JsonSerializable(typeof(TrainingNews))]
[JsonSerializable(typeof(PageCard))]
[JsonSerializable(typeof(Rescore))]
[JsonSerializable(typeof(TimingCard))]
[JsonSerializable(typeof(int[]))]
public sealed partial class Messages : JsonSerializerContext;
