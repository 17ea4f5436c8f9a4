using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What one format does with weights that were saved before an edit.</summary>
/// <param name="Format">The format.</param>
/// <param name="Result">What comes of it.</param>
/// <param name="Misplaced">Variables that receive the values of others, in their order in the model; before an error, too.</param>
/// <param name="LeftOut">Saved variables that no variable receives.</param>
/// <param name="Problem">Why it fails; null if it doesn't.</param>
public sealed record FormatForecast(
    ForeignLoading Format, FormatResult Result, EquatableArray<MisplacedVariable> Misplaced, EquatableArray<string> LeftOut, string? Problem)
{
    /// <summary>What the format is called in a sentence.</summary>
    public string Name => NameOf(Format);

    /// <summary>What each format does.</summary>
    /// <param name="old">The version that files were saved with.</param>
    /// <param name="now">The version to load them into.</param>
    public static IReadOnlyList<FormatForecast> All(ContractVersion old, ContractVersion now)
    {
        var intent = new IntendedSources(old, now);
        var (before, after) = (StoredLayer.TreeOf(old), StoredLayer.TreeOf(now));
        return
        [
            Keras3Loading.Load(before, after).Forecast(ForeignLoading.Keras3, intent),
            LegacyLoading.LoadInOrder(before, after).Forecast(ForeignLoading.LegacyInOrder, intent),
            LegacyLoading.LoadByName(before, after).Forecast(ForeignLoading.LegacyByName, intent),
            CheckpointLoading.Load(before, after).Forecast(ForeignLoading.TensorFlowCheckpoint, intent),
        ];
    }

    /// <summary>What <paramref name="format"/> is called in a sentence.</summary>
    public static string NameOf(ForeignLoading format) => format switch
    {
        ForeignLoading.Keras3 => "Keras 3",
        ForeignLoading.LegacyInOrder => "legacy HDF5",
        ForeignLoading.LegacyByName => "legacy HDF5 by name",
        _ => "TensorFlow checkpoints",
    };
}

/// <summary>A variable that receives the values of another.</summary>
/// <param name="Variable">The variable: <c>decode/kernel</c>.</param>
/// <param name="Source">The saved variable whose values it receives: <c>mix/kernel</c>.</param>
public sealed record MisplacedVariable(string Variable, string Source);
