namespace GenNet;

/// <summary>The inputs and outputs of one prediction, in the caller's memory; generated code implements it for models with several of them.</summary>
public interface IInferenceCall
{
    /// <summary>The model's input <paramref name="index"/>, row by row.</summary>
    HostTensor Input(int index);

    /// <summary>Where the model's output <paramref name="index"/> goes, row by row.</summary>
    HostTensor Output(int index);
}
