using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Scaffolding;

/// <summary>What a model was compiled with in Keras, as the trainer that the class makes.</summary>
public sealed class TrainerTests
{
    [Theory]
    [InlineData("""{"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}""", "Trainer(new Adam(), Loss.SparseCategoricalCrossentropy, Metric.Accuracy)")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 0.0005000000237487257, "decay": 0.0, "beta_1": 0.5, "beta_2": 0.999, "epsilon": 1e-07, "amsgrad": true, "clipnorm": 1.0}}, "loss": {"class_name": "BinaryCrossentropy", "config": {"reduction": "auto", "from_logits": true, "label_smoothing": 0, "name": "b"}}, "metrics": null}""",
        "Trainer(new Adam(0.0005, beta1: 0.5, amsGrad: true) { ClipNorm = 1 }, new BinaryCrossentropy(fromLogits: true))")]
    [InlineData("""{"optimizer": {"class_name": "SGD", "config": {"lr": 0.1, "momentum": 0.9, "decay": 0.0, "nesterov": false}}, "loss": "mse", "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "acc", "fn": "categorical_accuracy"}}]]}""",
        "Trainer(new SGD(0.1, momentum: 0.9), Loss.MeanSquaredError, new CategoricalAccuracy())")]
    [InlineData("""{"optimizer": {"class_name": "SGD", "config": {"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 100, "decay_rate": 0.96, "staircase": true, "name": "e"}}}}, "loss": ["mse"], "metrics": []}""",
        "Trainer(new SGD(new ExponentialDecay(initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.96, staircase: true)), Loss.MeanSquaredError)")]
    [InlineData("""{"optimizer": "sgd", "loss": {"out": "mean_squared_error"}, "loss_weights": {"out": 0.5}}""", "new(this, new SGD(), [Loss.MeanSquaredError], [0.5])")]
    public void Model_ThatWasCompiled_MakesItsTrainer(string compiled, string trainer)
    {
        var text = Scaffold(compiled);

        Assert.Contains($"    public Trainer CreateTrainer() => {trainer};\n", text);
        ModelCompiler.Compile(text);
    }

    [Theory]
    [InlineData("""{"optimizer": {"class_name": "Lookahead", "config": {}}, "loss": "mse"}""", "optimizer Lookahead.")]
    [InlineData("""{"optimizer": "adam", "loss": "my_loss", "metrics": ["mape"]}""", "loss my_loss; metric mape.")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"learning_rate": 0.1, "decay": 0.001, "use_ema": true}}, "loss": "mse"}""", "Adam with decay 0.001, which a schedule of the learning rate replaces; Adam with use_ema.")]
    public void Model_ThatWasCompiledWithWhatIsMissing_NamesIt(string compiled, string missing)
    {
        var text = Scaffold(compiled);

        Assert.Contains($"    // In Keras the model was compiled with what GenNet doesn't have: {missing}\n", text);
        Assert.DoesNotContain("CreateTrainer", text);
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void Model_ThatWasNeverCompiled_HasNone() => Assert.DoesNotContain("Trainer", Scaffold("null"));

    private static string Scaffold(string compiled)
    {
        using var document = JsonDocument.Parse("""
            {"class_name": "Sequential", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 4]}}, {"class_name": "Dense", "config": {"name": "out", "units": 2}}]}}
            """);
        using var json = JsonDocument.Parse(compiled);
        return ModelClassWriter.Write(ScaffoldedModel.Read(document.RootElement) with { Compiled = json.RootElement.Clone() });
    }
}
