using GenNet.Contracts;

namespace GenNet.Conformance.Guard;

/// <summary>What no layer has is found in contracts that somebody wrote, and never in those of real models.</summary>
public sealed class ContractArgumentTests
{
    [Fact]
    public void WrongIn_ContractsOfRealModels_IsNothing()
    {
        var models = EvolutionPair.All.SelectMany(static pair => new[] { pair.Before, pair.After }).Where(static model => model is not null).ToArray();
        Assert.SkipWhen(models.Length == 0, "The tree of fixtures has no evolutions.");
        Assert.All(models, static model => Assert.Empty(ContractArguments.WrongIn(WeightContract.Accept(null, model!))));
    }
}
