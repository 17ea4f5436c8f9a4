using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>Under which name a model's contract is looked for: the one rule of analyzers, generator and command line.</summary>
public static class ContractNames
{
    /// <summary>
    /// The name in the line <c>model</c> of its contract: its own, or where no contract has that, the one that GenNet 0.1 wrote for nested classes, unless that is another model's.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="isNamed">Whether a contract has that name.</param>
    /// <param name="isModel">Whether a model of the project has that name.</param>
    public static string Of(ModelName model, Func<string, bool> isNamed, Func<string, bool> isModel) =>
        model.ContainingTypes.Length == 0 || isNamed(model.FullName) || isModel(model.NameWithoutContainingTypes) ? model.FullName : model.NameWithoutContainingTypes;
}
