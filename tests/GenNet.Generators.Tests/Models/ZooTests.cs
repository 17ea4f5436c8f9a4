using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Model classes of many forms: what is generated for them compiles without a warning, and runs.</summary>
public sealed class ZooTests
{
    [Theory]
    [InlineData("sequential", "Zoo.Net", "namespace Zoo; [Model, Input(8, 8, 1)] public partial class Net { [Conv2D(4, 3)] public partial Conv2D C { get; } [Flatten] public partial Flatten F { get; } [Dense(2)] public partial Dense D { get; } }")]
    [InlineData("no weights", "Zoo.Net", "namespace Zoo; [Model, Input(8)] public partial class Net { [ReLU] public partial ReLU R { get; } }")]
    [InlineData("nothing but aliases", "Zoo.Net", "namespace Zoo; [Model, Input(8, 2)] public partial class Net { [Flatten] public partial Flatten F { get; } [Dropout(0.5)] public partial Dropout D { get; } }")]
    [InlineData("a single number a row", "Zoo.Net", "namespace Zoo; [Model, Input] public partial class Net { [Reshape(1)] public partial Reshape R { get; } [Dense(2)] public partial Dense D { get; } }")]
    [InlineData("several inputs and outputs", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Dense(2)] public partial Dense D { get; } (Tensor P, Tensor Q) Forward([Input(2)] Tensor a, [Input(2)] Tensor b) => (D.Forward(a) + b, D.Forward(b)); }")]
    [InlineData("one input twice as output", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Flatten] public partial Flatten F { get; } (Tensor P, Tensor Q) Forward([Input(2)] Tensor a) => (F.Forward(a), a); }")]
    [InlineData("an unused input", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Dense(2)] public partial Dense D { get; } Tensor Forward([Input(2)] Tensor a, [Input(3)] Tensor b) => D.Forward(a); }")]
    [InlineData("a shared layer on two shapes", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Dense(2)] public partial Dense D { get; } (Tensor P, Tensor Q) Forward([Input(2)] Tensor a, [Input(5, 2)] Tensor b) => (D.Forward(a), D.Forward(b)); }")]
    [InlineData("a mask", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Softmax] public partial Softmax S { get; } Tensor Forward([Input(4)] Tensor a, [Input(4, DType = DType.Bool)] Tensor m) => S.Forward(a, mask: m); }")]
    [InlineData("unnamed outputs", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Dense(2)] public partial Dense D { get; } [Dense(2)] public partial Dense E { get; } (Tensor, Tensor) Forward([Input(2)] Tensor a) => (D.Forward(a), E.Forward(a)); }")]
    [InlineData("nested", "Zoo.Outer+Inner+Net", "namespace Zoo; public partial class Outer { public partial record struct Inner { [Model, Input(2)] public partial class Net { [Dense(2)] public partial Dense D { get; } } } }")]
    [InlineData("two of one name", "Zoo.A.Net", "namespace Zoo.A { [Model, Input(2)] public partial class Net { [Dense(2)] public partial Dense D { get; } } } namespace Zoo.B { [Model, Input(3)] public partial class Net { [Dense(3)] public partial Dense D { get; } } }")]
    [InlineData("internal with private layers", "Zoo.Net", "namespace Zoo; [Model, Input(2)] internal partial class Net { [Dense(2)] private partial Dense D { get; } [Dense(2)] protected internal partial Dense E { get; } }")]
    [InlineData("global namespace", "Net", "[Model, Input(2)] public partial class Net { [Dense(2)] public partial Dense D { get; } }")]
    [InlineData("two parts", "Zoo.Net", "namespace Zoo; [Model, Input(2)] public partial class Net { [Dense(2)] public partial Dense D { get; } } public partial class Net { [Dense(3)] public partial Dense E { get; } }")]
    [InlineData("keywords as names", "class.event", "namespace @class; [Model] public partial class @event { [Dense(2)] public partial Dense @if { get; } [Dense(2)] public partial Dense pass { get; } (Tensor @else, Tensor @new) Forward([Input(2)] Tensor @in) => (@if.Forward(@in), pass.Forward(@in)); }")]
    [InlineData("names of GenNet's types", "Zoo.Tensor2", "namespace Zoo; public class Pass; public class Values; public class ModelPlan; public class DenseKernel; [Model, Input(2)] public partial class Tensor2 { [Dense(2)] public partial Dense Dense { get; } [Softmax] public partial Softmax Values { get; } }")]
    [InlineData("a field of the generated name", "Zoo.Net", "namespace Zoo; [Model, Input(2)] public partial class Net { public int _d; [Dense(2)] public partial Dense D { get; } [Dense(2, Name = \"e\")] public partial Dense d { get; } }")]
    [InlineData("an input named as an output", "Zoo.Net", "namespace Zoo; [Model] public partial class Net { [Dense(2)] public partial Dense D { get; } (Tensor A, Tensor Q) Forward([Input(2)] Tensor a) => (D.Forward(a), a); }")]
    [InlineData("an input named rows", "Zoo.Net", "namespace Zoo; [Model, Input(2, Name = \"rows\")] public partial class Net { [Dense(2)] public partial Dense D { get; } }")]
    public void Model_OfThatForm_CompilesWithoutWarningAndRuns(string form, string name, string source)
    {
        using var model = ModelCompiler.Compile("using GenNet;\n" + source).Create(name, device: Device.Cpu(threads: 1));
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(3);
        for (var input = 0; input < model.Description.Inputs.Count; input++)
        {
            if (model.Description.Inputs[input].DType == DType.Bool)
                runner.Input(input).Write<bool>().Fill(true);
            else
                runner.Input(input).Write<float>().Fill(1);
        }

        runner.Forward(training: true, step: 1);
        for (var output = 0; output < model.Description.Outputs.Count; output++)
            runner.OutputGradient(output).Fill(1);
        runner.Backward(inputGradients: true);

        Assert.True(runner.Output(0).ToArray().All(float.IsFinite), form);
        Assert.True(runner.InputGradient(0).ToArray().All(float.IsFinite), form);
    }
}
