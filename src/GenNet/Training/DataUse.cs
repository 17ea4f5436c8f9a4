namespace GenNet.Training;

/// <summary>What samples are measured for, as messages about them say it.</summary>
/// <param name="Name">What they are called: <c>the validation data</c>.</param>
/// <param name="Place">The end of a sentence about one of them, where it isn't clear which are meant.</param>
/// <param name="Spoils">What a value that is no number would spoil.</param>
internal sealed record DataUse(string Name, string Place, string Spoils)
{
    /// <summary>Samples that a model learns from.</summary>
    public static DataUse Training { get; } = new("the dataset", "", "every weight after one step");

    /// <summary>Samples that are measured after each epoch.</summary>
    public static DataUse Validation { get; } = new("the validation data", " in the validation data", "every loss measured with them");

    /// <summary>Samples that a finished model is measured with.</summary>
    public static DataUse Evaluation { get; } = new("the dataset", "", "the loss measured with it");
}
